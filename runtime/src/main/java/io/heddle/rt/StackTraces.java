package io.heddle.rt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stack trace read as if the calls had been synchronous. What the JVM records of an exception in woven code ends
 * at the trampoline, for the callers are frames on the heap; and it shows bridges and generated classes:
 *
 * <pre>
 *   Shop.lambda$price$resume(Shop.java:9)             Shop.price(Shop.java:9)
 *   Shop.price$continue(Shop.java)
 *   Shop$$price$Frame.resume(Shop.java)
 *   Ctx.resume(Ctx.java:120)              becomes     Shop.total(Shop.java:14)     from its frame
 *   Task.step(Task.java:80)                           Shop.main(Shop.java:20)      from its frame
 *                                                     spawned at Shop.go(Shop.java:31)
 * </pre>
 *
 * <p>A trace that doesn't reach down to the trampoline has been made readable before, or comes from elsewhere, and is
 * left as it is; so this may be called any number of times. Nothing is paid until something is thrown.
 */
final class StackTraces {
    private static final int MOST_ELEMENTS = 1_024;
    private static final String RUNTIME = "io.heddle.";
    private static final String TRAMPOLINE = Ctx.class.getName();
    /** The trace of what was thrown right above the trampoline. */
    private static final StackTraceElement[] FROM_TRAMPOLINE = {
        new StackTraceElement(TRAMPOLINE, "resumeEach", null, -1)
    };

    private static final Pattern BODY = Pattern.compile("lambda\\$(.+?)(?:\\$\\$\\d+)?\\$(?:start|resume)");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$.+[^$]\\$\\d+");
    private static final Pattern BRIDGE = Pattern.compile(".+\\$(?:call|continue|start|capture\\d+)");
    private static final Pattern GENERATED = Pattern.compile(".+\\$\\$.+\\$(?:Call|Frame)");

    private StackTraces() {}

    /**
     * Completes the trace of an exception, its causes and what it suppresses.
     *
     * @param callers the frames that await what is running, innermost first
     * @param below what stands below the outermost of them, given the trace as it was: the code that called {@code run},
     *     or where the task was spawned
     */
    static void complete(Throwable e, @Nullable CoroutineFrame callers, UnaryOperator<List<StackTraceElement>> below) {
        try {
            complete(e, callers, below, Collections.newSetFromMap(new IdentityHashMap<>()));
        } catch (VirtualMachineError noRoom) {
            // No memory or no stack is left: the trace stays as it was, and the exception goes its way.
            return;
        }
    }

    private static void complete(
            Throwable e,
            @Nullable CoroutineFrame callers,
            UnaryOperator<List<StackTraceElement>> below,
            Set<Throwable> seen) {
        if (!seen.add(e)) {
            return;
        }
        var trace = e.getStackTrace();
        if (trampolineIn(trace, 0) < trace.length) {
            var elements = joined(trace, callers);
            elements.addAll(below.apply(Arrays.asList(trace)));
            e.setStackTrace(limited(elements));
        }
        if (e.getCause() != null) {
            complete(e.getCause(), callers, below, seen);
        }
        for (var suppressed : e.getSuppressed()) {
            complete(suppressed, callers, below, seen);
        }
    }

    /**
     * A failure is about to be thrown at the await of {@code frame}. One that was made by the runtime or the JDK, where
     * no code of the user's ran, gets the awaiting methods as its callers, and what stands below them.
     */
    static void deliver(Throwable failure, CoroutineFrame frame, List<StackTraceElement> below) {
        var trace = failure.getStackTrace();
        var fromUser = Arrays.stream(trace).anyMatch(element -> !isRuntime(element) && !isJdk(element));
        if (trace.length > 0 && !fromUser) {
            var elements = readable(Arrays.asList(trace));
            addChain(frame, elements);
            elements.addAll(below);
            failure.setStackTrace(limited(elements));
        }
    }

    /**
     * The runtime is about to throw {@code e} to the awaits of a task.
     *
     * @param withCallers whether what stands below the trampoline is wanted, which takes a while
     */
    static void begin(Throwable e, boolean withCallers) {
        e.setStackTrace(withCallers ? new Throwable().getStackTrace() : FROM_TRAMPOLINE);
    }

    /** The main task's failure leaves {@code run(..)}: whoever called that is the last caller. */
    static void appendCaller(Throwable failure) {
        var trace = failure.getStackTrace();
        var here = Arrays.stream(new Throwable().getStackTrace())
                .dropWhile(StackTraces::isRuntime)
                .toList();
        var known = Arrays.asList(trace);
        var isComplete = known.size() >= here.size()
                && known.subList(known.size() - here.size(), known.size()).equals(here);
        if (trace.length > 0 && !isComplete && known.size() + here.size() <= MOST_ELEMENTS) {
            var elements = new ArrayList<>(known);
            elements.addAll(here);
            failure.setStackTrace(elements.toArray(new StackTraceElement[0]));
        }
    }

    /**
     * What ran above the innermost trampoline, and the frames that await it. Where these end at the boundary of an async
     * generator whose consumer is on the stack, that comes next, and those who await it.
     */
    private static List<StackTraceElement> joined(StackTraceElement[] trace, @Nullable CoroutineFrame callers) {
        var elements = new ArrayList<StackTraceElement>();
        var frames = callers;
        Segment boundary;
        var start = 0;
        do {
            var end = trampolineIn(trace, start);
            elements.addAll(readable(Arrays.asList(trace).subList(start, end)));
            boundary = addChain(frames, elements);
            frames = boundary == null ? null : boundary.consumerCallers;
            start = Math.min(end + 1, trace.length);
        } while (boundary != null);
        return elements;
    }

    /** The place of the first trampoline from {@code start} on; the length where there is none. */
    private static int trampolineIn(StackTraceElement[] trace, int start) {
        for (var i = start; i < trace.length; i++) {
            var method = trace[i].getMethodName();
            if (trace[i].getClassName().equals(TRAMPOLINE) && (method.equals("resumeEach") || method.equals("start"))) {
                return i;
            }
        }
        return trace.length;
    }

    /** Adds where the frames wait; gives the boundary at which they end, if its consumer is on the Java stack. */
    private static @Nullable Segment addChain(@Nullable CoroutineFrame frames, List<StackTraceElement> elements) {
        for (var frame = frames; frame != null && elements.size() < MOST_ELEMENTS; frame = frame.caller) {
            var location = frame.location();
            if (location != null) {
                elements.add(location);
            }
            if (frame instanceof Segment segment && segment.onStack) {
                return segment;
            }
        }
        return null;
    }

    /** The stack of a thread that runs a body, innermost first, down to the outermost awaiting method. */
    static List<StackTraceElement> running(StackTraceElement[] stack, @Nullable CoroutineFrame callers) {
        var isBody = trampolineIn(stack, 0) < stack.length;
        return joined(stack, isBody ? callers : null).stream()
                .map(StackTraces::asPrinted)
                .toList();
    }

    /** In a trace, printed elements name no version of the JDK's modules; those of a running thread do. */
    private static StackTraceElement asPrinted(StackTraceElement element) {
        return new StackTraceElement(
                "app".equals(element.getClassLoaderName()) ? null : element.getClassLoaderName(),
                element.getModuleName(),
                null,
                element.getClassName(),
                element.getMethodName(),
                element.getFileName(),
                element.getLineNumber());
    }

    /** The last line of a task's traces: where it was spawned. */
    static StackTraceElement spawnedAt(StackTraceElement site) {
        return new StackTraceElement(
                "spawned at " + site.getClassName(), site.getMethodName(), site.getFileName(), site.getLineNumber());
    }

    /** The code that called into the runtime on this stack. */
    static List<StackTraceElement> belowRuntime(List<StackTraceElement> trace) {
        var start = trace.size();
        while (start > 0 && !isRuntime(trace.get(start - 1))) {
            start--;
        }
        return trace.subList(start, trace.size());
    }

    private static List<StackTraceElement> readable(List<StackTraceElement> trace) {
        var elements = new ArrayList<StackTraceElement>();
        for (var element : trace) {
            if (!isRuntime(element) && !isGenerated(element)) {
                elements.add(withSourceName(element));
            }
        }
        return elements;
    }

    private static StackTraceElement[] limited(List<StackTraceElement> elements) {
        return elements.stream().limit(MOST_ELEMENTS).toArray(StackTraceElement[]::new);
    }

    private static boolean isRuntime(StackTraceElement element) {
        var name = element.getClassName();
        // Sub-packages of users, io.heddle.examples among them, are not the runtime's.
        return name.startsWith(RUNTIME)
                && (name.lastIndexOf('.') == RUNTIME.length() - 1
                        || name.startsWith("io.heddle.rt.")
                        || name.startsWith("io.heddle.sync."));
    }

    private static boolean isJdk(StackTraceElement element) {
        return element.getClassName().startsWith("java.")
                || element.getClassName().startsWith("jdk.")
                || element.getClassName().startsWith("sun.");
    }

    private static boolean isGenerated(StackTraceElement element) {
        return GENERATED.matcher(element.getClassName()).matches()
                || (element.getLineNumber() < 0
                        && !BODY.matcher(element.getMethodName()).matches()
                        && BRIDGE.matcher(element.getMethodName()).matches());
    }

    /** The body {@code lambda$total$start} is the method {@code total}; that of a lambda keeps the lambda's name. */
    static StackTraceElement withSourceName(StackTraceElement element) {
        var body = BODY.matcher(element.getMethodName());
        if (!body.matches()) {
            return element;
        }
        var stem = "lambda$" + body.group(1);
        return new StackTraceElement(
                // Named like this, the loader of the application would be printed.
                "app".equals(element.getClassLoaderName()) ? null : element.getClassLoaderName(),
                element.getModuleName(),
                element.getModuleVersion(),
                element.getClassName(),
                LAMBDA.matcher(stem).matches() ? stem : body.group(1),
                element.getFileName(),
                element.getLineNumber());
    }
}
