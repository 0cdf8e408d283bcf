package io.heddle.instrumenter.diagnostic;

/**
 * The catalogue of diagnostics: for each mistake what is wrong, why it is one, and what to write instead. A code is
 * never given to another mistake. {@code docs/diagnostics.md} has a section for each.
 *
 * <p>The texts are templates; their first argument is always the method, as the user wrote it.
 */
public enum DiagnosticCode {
    /** An await in a method that is not {@code @Async}. Arguments: method, what it does, remedy. */
    HED001(
            "%1$s %2$s, but is not `@Async`",
            "Only an `@Async` method can be suspended at an `await` and go on behind it later.", "%3$s"),

    /** An await in a lambda whose interface takes no coroutine. Arguments: lambda, what it does, interface. */
    HED002(
            "%1$s %2$s, but as a `%3$s` it can't be async",
            "A lambda is async only where it returns a `Coroutine`, a `Task`, a `CompletableFuture` or a"
                    + " `CompletionStage`.",
            "Write a loop in place of the lambda, or give it to what takes an async one, such as"
                    + " `spawn(() -> { await(..); return done(); })`."),

    /** An await in a constructor or an instance initializer. Arguments: constructor, what it does, remedy. */
    HED003(
            "%1$s %2$s, but a constructor can't be suspended",
            "`new` gives a complete object or none; initializers of fields are a part of it.", "%3$s"),

    /** An await in a static initializer. Arguments: initializer, what it does. */
    HED004(
            "%1$s %2$s, but an initializer can't be suspended",
            "Until the initializer ends, every other thread that needs the class waits for it.",
            "Await in an `@Async` method, `@Async static Coroutine<Void> load() { .. }`, or run an event loop here:"
                    + " `run(load())`."),

    /** {@code @Async} with another return type. Arguments: method, return type, declaration. */
    HED005(
            "%1$s is `@Async`, but returns `%2$s`",
            "An async method may come back before its result is there; so it returns what the result is awaited from: a"
                    + " `Coroutine`, a `Task`, a `CompletableFuture` or a `CompletionStage`.",
            "Write `%3$s`."),

    /** {@code @Async} where there is no body to weave. Arguments: method, its kind, remedy. */
    HED006("%1$s is `@Async`, but %2$s", "`@Async` is about the body of a method, which it makes resumable.", "%3$s"),

    /** {@code @Async synchronized}. Arguments: method, why it is async. */
    HED007(
            "%1$s is %2$s and `synchronized`",
            "A lock belongs to a thread, and while the method waits, its thread runs other tasks with the lock held.",
            "Leave `synchronized` away: the tasks of one event loop never run at the same time. What other threads"
                    + " share goes in a `synchronized` block that doesn't await."),

    /** An await while a monitor is held. Arguments: method, what it does, line of the block. */
    HED008(
            "%1$s %2$s inside the `synchronized` block of line %3$s",
            "A lock belongs to a thread, and while the method waits, its thread runs other tasks with the lock held.",
            "Await before the block, `var value = await(..); synchronized (lock) { .. }`, or behind it. What only the"
                    + " tasks of one event loop use needs no lock: they never run at the same time."),

    /** {@code Coroutines::await} and its like. Arguments: method, what it refers to, remedy. */
    HED009(
            "%1$s refers to %2$s as a method",
            "Whoever gets the reference would call it from code that can't be suspended.", "%3$s"),

    /** The result of a call is dropped. Arguments: method, call, remedy. */
    HED010(
            "%1$s drops the coroutine that `%2$s` returns",
            "Nothing runs until it is awaited or spawned, so this call does nothing.", "%3$s"),

    /** A method reference where nothing takes the result. Arguments: method, reference, interface, remedy. */
    HED011(
            "%1$s hands out `%2$s` as a `%3$s`, which drops the coroutine that it returns",
            "Nothing runs until it is awaited or spawned, so these calls would do nothing.", "%4$s"),

    /** A coroutine in a variable that is never read. Arguments: method, call, variable. */
    HED012(
            "%1$s never reads `%3$s`, which holds the coroutine that `%2$s` returns",
            "Nothing runs until it is awaited or spawned, so this call does nothing.",
            "Write `await(%3$s)` or `spawn(%3$s)` where it is to run; begin its name with `unused` if it is not."),

    /** {@code return f()} inside a try of a method that is not {@code @Async}. Arguments: method, call. */
    HED013(
            "%1$s returns the coroutine of `%2$s` inside a `try`, but is not `@Async`",
            "The coroutine runs when the `try` has long been left: no `catch` sees its failure, and `finally` runs"
                    + " before it.",
            "Write `@Async` above the method, and the `try` waits for the coroutine; or move the `return` out of the"
                    + " `try`."),

    /** {@code Object.wait} or {@code notify} on a type of io.heddle.sync. Arguments: method, call, type, remedy. */
    HED014(
            "%1$s calls `%2$s` of `Object` on an `%3$s`",
            "That is the monitor of a thread: the call would block the event loop or wake nobody.", "Write %4$s."),

    /** A class file that is too old or too new. Arguments: class, version, Java version, remedy. */
    HED015(
            "%1$s is a class file of version %2$s (Java %3$s)",
            "Heddle weaves class files of versions 52 to 69 (Java 8 to 25).", "Compile it with `--release %4$s`."),

    /** A method whose woven code is too large for a class file. Arguments: method, size. */
    HED016(
            "%1$s is too large: woven, it would take %2$s bytes of code",
            "A class file holds at most 65,535 bytes of code a method.",
            "Move a part of it, with its awaits, into an `@Async` method of its own, and await that."),

    /** A class whose constants, woven, are too many. Arguments: class, number. */
    HED017(
            "%1$s is too large: woven, it would have %2$s constants",
            "A class file holds at most 65,535 constants.",
            "Move some of its `@Async` methods into a class of their own."),

    /** No runtime on the class path. Arguments: class. */
    HED018(
            "%1$s is `@Async`, but Heddle's runtime is not on the class path",
            "Woven code calls the runtime.",
            "Add the dependency `io.heddle:heddle-runtime`, in the scope in which the class is compiled."),

    /** A class is missing that tells whether something awaits. Arguments: method, what it does, class. */
    HED019(
            "%1$s %2$s, but the class file of `%3$s` can't be found",
            "Whether that has to wait depends on the supertypes of this class.",
            "Add the library that has it to the class path."),

    /** try-with-resources of javac 9 or 10 on an AsyncCloseable. Arguments: method, type. */
    HED020(
            "%1$s awaits the close of %2$s, but was compiled by javac 9 or 10",
            "These compilers move the close of a try-with-resources to a helper method, which can't be suspended.",
            "Compile it with a later JDK; `--release` may stay what it is."),

    /** {@code forEach} of an {@code AsyncIterable}, and its like. Arguments: method, call, type, remedy. */
    HED021(
            "%1$s calls `%2$s` of %3$s",
            "It would go through all elements by itself, where nothing can wait for the next one.", "%4$s"),

    /** A runtime that woven code would not run on. Arguments: class, ABI of the runtime, ABI of woven code. */
    HED024(
            "%1$s is `@Async`, but Heddle's runtime on the class path is of another version",
            "Woven code calls the runtime, of which it expects ABI %3$s; this one has ABI %2$s.",
            "Give `heddle-runtime` and what weaves (`heddle-maven-plugin`, `heddle-instrumenter`) the same version."),

    /** A class file that the JVM would refuse, woven or not. Arguments: class or method, reason. */
    HED025(
            "%1$s is not valid: %2$s",
            "The JVM would refuse this class file as it is, before anything is woven.",
            "Compile it again; where another tool has changed it, that tool has a defect."),

    /** A class of the user's that is called as a generated one would be. Arguments: class, the other class. */
    HED026(
            "a class that would be generated for %1$s has the name of one that is there: %2$s",
            "The generated class would take the place of that one.", "Give that class, or the method, another name."),

    /** A woven class without what was generated for it. Arguments: class, missing classes. */
    HED027(
            "%1$s is woven, but what was generated for it is missing: %2$s",
            "The program would end in a `NoClassDefFoundError`; a class that is woven can't be woven again.",
            "Compile %1$s again, as a clean build does. What deletes generated classes must delete the class, too."),

    /** A class that was woven for another runtime. Arguments: class, its ABI, ABI of this version. */
    HED028(
            "%1$s was woven by another version of Heddle, for ABI %2$s; this one has ABI %3$s",
            "Woven code calls the runtime, of which it expects that ABI; a class that is woven can't be woven again.",
            "Compile %1$s again, as a clean build does."),

    /** Tests that return a coroutine, without what runs them. Arguments: class. */
    HED029(
            "%1$s has tests that return a coroutine, but `heddle-junit` is not on the class path",
            "JUnit runs void methods alone. Weaving puts one beside each such test, and it calls `heddle-junit`.",
            "Add the dependency `io.heddle:heddle-junit`, in the scope `test`.");

    private final String what;
    private final String why;
    private final String instead;

    DiagnosticCode(String what, String why, String instead) {
        this.what = what;
        this.why = why;
        this.instead = instead;
    }

    /** What is wrong, why, and what to write instead, a line each. */
    public String message(Object... arguments) {
        return String.format(what + "\n" + why + "\n" + instead, arguments);
    }
}
