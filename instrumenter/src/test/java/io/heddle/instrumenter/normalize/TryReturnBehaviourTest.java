package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.Compiler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A {@code return} inside a try runs what it returns there, whatever stands between it and the method's end. */
class TryReturnBehaviourTest {
    @ParameterizedTest
    @EnumSource
    void isCaughtThere(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { return cold("bad"); } catch (IllegalStateException e) { log("caught"); return cold("other"); }
                }
                """)).isEqualTo("bad, caught, other -> other");
    }

    @ParameterizedTest
    @EnumSource
    void runsBeforeTheFinally(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { return cold("good"); } finally { log("finally"); }
                }
                """)).isEqualTo("good, finally -> good");
    }

    @ParameterizedTest
    @EnumSource
    void runsBeforeAFinallyThatBranches(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { return cold("good"); } finally { for (int i = 0; i < 2; i++) { if (i > 0) log("finally"); } }
                }
                """)).isEqualTo("good, finally -> good");
    }

    @ParameterizedTest
    @EnumSource
    void runsBeforeAllFinallysAndInsideTheOuterTry(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try {
                        try {
                            try { return cold("bad"); } finally { log("inner"); }
                        } finally { log("middle"); }
                    } catch (IllegalStateException e) { log("caught"); return cold("other"); } finally { log("outer"); }
                }
                """)).isEqualTo("bad, inner, middle, caught, other, outer -> other");
    }

    @ParameterizedTest
    @EnumSource
    void runsWhileResourcesAreOpen(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try (Resource a = new Resource("a"); Resource b = new Resource("b")) { return cold("good"); }
                }
                """)).isEqualTo("open a, open b, good, close b, close a -> good");
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try (Resource a = new Resource("a")) { return cold("bad"); }
                    catch (IllegalStateException e) { log("caught"); return null; }
                    finally { log("finally"); }
                }
                """)).isEqualTo("open a, bad, close a, caught, finally -> null");
    }

    @ParameterizedTest
    @EnumSource
    void eachArmOfAConditionalExpressionIsAwaited(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    return first(true, true);
                }
                static Coroutine<String> first(boolean a, boolean b) {
                    try { return a ? b ? cold("bad") : cold("x") : cold("y"); }
                    catch (IllegalStateException e) { return second(false, false); }
                }
                static Coroutine<String> second(boolean a, boolean b) {
                    try { return a ? b ? cold("x") : cold("y") : cold("bad z"); }
                    catch (IllegalStateException e) { return cold("other"); }
                }
                """)).isEqualTo("bad, bad z, other -> other");
    }

    @ParameterizedTest
    @EnumSource
    void eachArmOfAConditionalExpressionIsAwaitedBeforeTheFinally(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    for (int i = 0; ; i++) {
                        try { return i == 0 ? cold("bad") : i == 1 ? cold("worse").getClass() == null ? null : cold("good") : null; }
                        catch (IllegalStateException e) { log("retry"); }
                        finally { log("finally"); }
                    }
                }
                """)).isEqualTo("bad, retry, finally, good, finally -> good");
    }

    @ParameterizedTest
    @EnumSource
    void eachArmOfASwitchExpressionIsAwaited(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try {
                        return switch (log.length()) {
                            case 1 -> cold("x");
                            case 0 -> { log("arm"); yield cold("bad"); }
                            default -> cold("y");
                        };
                    } catch (IllegalStateException e) { return cold("other"); } finally { log("finally"); }
                }
                """)).isEqualTo("arm, bad, other, finally -> other");
    }

    @ParameterizedTest
    @EnumSource
    void aTryInASwitchExpressionIsATry(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try {
                        return switch (log.length()) {
                            case 0 -> { try { yield cold("good"); } finally { log("inner"); } }
                            default -> null;
                        };
                    } finally { log("outer"); }
                }
                """)).isEqualTo("good, inner, outer -> good");
    }

    @ParameterizedTest
    @EnumSource
    void everyRoundOfARetryIsAwaited(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    for (int i = 0; ; i++) {
                        try { return cold(i < 2 ? "bad " + i : "good"); }
                        catch (IllegalStateException e) { log("retry"); }
                    }
                }
                """)).isEqualTo("bad 0, retry, bad 1, retry, good -> good");
    }

    @ParameterizedTest
    @EnumSource
    void aFinallyThatEndsTheRoundOverridesTheResult(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                @SuppressWarnings("finally")
                static Coroutine<String> m() {
                    for (int i = 0; ; i++) {
                        try { return cold("good " + i); }
                        finally { if (i == 0) continue; }
                    }
                }
                """)).isEqualTo("good 0, good 1 -> good 1");
    }

    @ParameterizedTest
    @EnumSource
    void aVariableThatIsReturnedInsideTheTryIsAwaited(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    Coroutine<String> y = cold("bad");
                    log("before");
                    try { return y; } catch (IllegalStateException e) { log("caught"); return cold("other"); }
                }
                """)).isEqualTo("before, bad, caught, other -> other");
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { Coroutine<String> y = cold("good"); log("made"); return y; } finally { log("finally"); }
                }
                """)).isEqualTo("made, good, finally -> good");
    }

    @ParameterizedTest
    @EnumSource
    void aVariableOfAnInnerTryThatIsReturnedInTheOuterOneIsAwaitedThere(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try {
                        Coroutine<String> y;
                        try { y = cold("bad"); } finally { log("inner"); }
                        return y;
                    } catch (IllegalStateException e) { log("caught"); return null; }
                }
                """)).isEqualTo("inner, bad, caught -> null");
    }

    @ParameterizedTest
    @EnumSource
    void anAssignmentKeepsTheCoroutineAndReturnsItsOutcome(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { return field = cold("bad"); } catch (IllegalStateException e) { log("caught"); return field; }
                }
                """)).isEqualTo("bad, caught, bad -> java.lang.IllegalStateException: bad");
        assertThat(LazyProgram.run(compiler, """
                Coroutine<String> cache;
                static Coroutine<String> m() { return new A() {}.cached(); }
                Coroutine<String> cached() {
                    try { return this.cache = cold("bad"); }
                    catch (IllegalStateException e) { log("caught"); return cache; }
                    finally { log("finally"); }
                }
                """))
                .isEqualTo("bad, caught, bad, finally -> left by java.lang.IllegalStateException: bad");
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    Coroutine<String> y = null;
                    try { return y = cold("bad"); } catch (IllegalStateException e) { log("caught"); return y; }
                }
                """)).isEqualTo("bad, caught, bad -> java.lang.IllegalStateException: bad");
    }
<<<<<<< HEAD
=======

    @ParameterizedTest
    @EnumSource
    void aCatchBlockIsNoTry(Compiler compiler) {
        assertThat(run(compiler, """
                static Coroutine<String> m() {
                    try { throw new IllegalStateException(); }
                    catch (IllegalStateException e) { return tail("caught"); }
                }
                static Coroutine<String> tail(String event) { log(event); return cold("good"); }
                """)).isEqualTo("caught, good -> good");
        assertThat(run(compiler, """
                static Coroutine<String> m() {
                    try { throw new IllegalStateException(); }
                    catch (IllegalStateException e) { return cold("good"); }
                    finally { log("finally"); }
                }
                """)).isEqualTo("good, finally -> good");
    }

    @ParameterizedTest
    @EnumSource
    void aFinallyBlockIsNoTry(Compiler compiler) {
        assertThat(run(compiler, """
                @SuppressWarnings("finally")
                static Coroutine<String> m() {
                    try { log("try"); } finally { Coroutine<String> y = cold("good"); log("finally"); return y; }
                }
                """)).isEqualTo("try, finally, good -> good");
    }

    @ParameterizedTest
    @EnumSource
    void aSynchronizedBlockIsNoTry(Compiler compiler) {
        assertThat(run(compiler, """
                static Coroutine<String> m() {
                    Coroutine<String> outcome = locked();
                    log("unlocked");
                    return outcome;
                }
                static Coroutine<String> locked() { synchronized (A.class) { return cold("good"); } }
                """)).isEqualTo("unlocked, good -> good");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCompleteNeedsNoAwait(Compiler compiler) {
        assertThat(run(compiler, """
                static Coroutine<String> m() {
                    try { return log.length() == 0 ? done("value") : cold("x"); } finally { log("finally"); }
                }
                """)).isEqualTo("finally -> value");
    }

    private static String run(Compiler compiler, String members) {
        var classFiles = new TreeMap<String, byte[]>();
        compiler.compile(LABORATORY + members)
                .forEach((name, classFile) -> classFiles.put(name, writeLazy(normalise(Classes.read(classFile)))));
        return outcome(classFiles);
    }

    private static ClassNode normalise(ClassNode node) {
        var awaiter = new TryReturnAwaiter(node.name);
        node.methods.replaceAll(
                method -> method.desc.endsWith(")Lio/heddle/Coroutine;") ? awaiter.await(method) : method);
        return node;
    }

    private static byte[] writeLazy(ClassNode node) {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        var lazy = Type.getInternalName(Lazy.class);
        node.accept(new ClassRemapper(
                writer,
                new SimpleRemapper(
                        Opcodes.ASM9,
                        Map.of(
                                "io/heddle/Coroutine", lazy,
                                "io/heddle/Awaitable", lazy,
                                "io/heddle/Coroutines", Type.getInternalName(LazyVocabulary.class)))));
        return writer.toByteArray();
    }

    private static String outcome(Map<String, byte[]> classFiles) {
        var program = new FixtureClassLoader(classFiles).load("A");
        try {
            var log = requireNonNull(access(program, "log"));
            var result = "";
            try {
                var method = program.getDeclaredMethod("m");
                method.setAccessible(true);
                var coroutine = (Lazy) method.invoke(null);
                result = String.valueOf(coroutine == null ? null : coroutine.run());
            } catch (IllegalStateException e) {
                result = e.toString();
            } catch (InvocationTargetException e) {
                result = "left by " + e.getCause();
            }
            return log.toString().replaceFirst(", $", "") + " -> " + result;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    private static Object access(Class<?> program, String name) throws ReflectiveOperationException {
        var field = program.getDeclaredField(name);
        field.setAccessible(true);
        return requireNonNull(field.get(null));
    }
>>>>>>> main
}
