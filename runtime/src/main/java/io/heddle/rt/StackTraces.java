package io.heddle.rt;

import static io.heddle.rt.TraceElements.readable;
import static io.heddle.rt.TraceElements.trampolineIn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
 * <p>What was thrown on another thread, or by a callback, and comes to an await with a future, ends in that await and its
 * callers:
 *
 * <pre>
 *   Shop.lambda$load$0(Shop.java:40)
 *   java.lang.Thread.run(Thread.java:840)
 *                                         goes on     Shop.load(Shop.java:39)      where it was awaited
 *                                                     Shop.main(Shop.java:20)
 * </pre>
 *
 * <p>A trace that doesn't reach down to the trampoline has been made readable before, or comes from elsewhere, and is
 * left as it is; so this may be called any number of times. Nothing is paid until something is thrown.
 */
final class StackTraces {
    private static final int MOST_ELEMENTS = 1_024;
    /** The trace of what was thrown right above the trampoline. */
    private static final StackTraceElement[] FROM_TRAMPOLINE = {
        new StackTraceElement(Ctx.class.getName(), "resume", null, -1)
    };

    private StackTraces() {}

    /**
     * Completes the trace of an exception, its causes and what it suppresses.
     *
     * @param callers the frames that await what is running, innermost first
     * @param below what stands below the outermost of them, given what the trace has below the trampoline: the code that
     *     called {@code run}, or where the task was spawned
     */
    static void complete(Throwable e, @Nullable CoroutineFrame callers, UnaryOperator<List<StackTraceElement>> below) {
        try {
            completeOne(e, callers, below);
            if (isAlone(e)) {
                return;
            }
            forEachBehind(e, other -> completeOne(other, callers, below));
        } catch (VirtualMachineError | LinkageError noRoom) {
            // No memory or no stack is left, not even for a class that is used for the first time: the trace
            // stays as it was, and the exception goes its way.
            return;
        }
    }

    private static void completeOne(
            Throwable e, @Nullable CoroutineFrame callers, UnaryOperator<List<StackTraceElement>> below) {
        var trace = Arrays.asList(e.getStackTrace());
        if (trampolineIn(trace, 0) < trace.size()) {
            set(e, joined(trace, callers, below));
        } else if (trace.size() >= MOST_ELEMENTS) { // the JVM has cut it off above the trampoline
            var elements = readable(trace);
            // One less than the JVM leaves, so that each of a thousand handlers on its way sees that it has been done.
            set(e, elements.subList(0, Math.min(elements.size(), MOST_ELEMENTS - 1)));
        }
    }

    private static boolean isAlone(Throwable e) {
        return e.getCause() == null && e.getSuppressed().length == 0;
    }

    /** The causes of {@code e}, what it suppresses, and so on; each one once. */
    private static void forEachBehind(Throwable e, Consumer<Throwable> action) {
        if (isAlone(e)) {
            return;
        }
        var all = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        var left = new ArrayDeque<>(List.of(e));
        all.add(e);
        while (!left.isEmpty()) {
            var next = left.remove();
            var behind = new ArrayList<>(List.of(next.getSuppressed()));
            if (next.getCause() != null) {
                behind.add(next.getCause());
            }
            for (var other : behind) {
                if (all.add(other)) {
                    left.add(other);
                    action.accept(other);
                }
            }
        }
    }

    /**
     * A failure is about to be thrown at an await. One that was made by the runtime or the JDK, where no code of the user's
     * ran, or by a callback or elsewhere, gets the awaiting methods as its callers; once, and unless it has no trace or is
     * a constant.
     *
     * @param fromElsewhere whether a future or a promise hands it over, so that it is not the failure of a task
     * @param awaiting the awaiting methods, innermost first, and what stands below them
     */
    static void arrive(Throwable failure, boolean fromElsewhere, Supplier<List<StackTraceElement>> awaiting) {
        var trace = Arrays.asList(failure.getStackTrace());
        var above = TraceElements.aboveBottom(trace);
        if (above.size() < trace.size() || fromElsewhere || above.stream().noneMatch(TraceElements::isUsers)) {
            goOn(failure, awaiting);
        }
        forEachBehind(failure, other -> {
            if (isLoopBelow(other)) {
                goOn(other, awaiting);
            }
        });
    }

    private static void goOn(Throwable e, Supplier<List<StackTraceElement>> awaiting) {
        var trace = Arrays.asList(e.getStackTrace());
        if (trace.isEmpty() || trace.stream().anyMatch(TraceElements::isMarked)) {
            return;
        }
        var above = TraceElements.aboveBottom(trace);
        var elements = readable(above);
        var isConstant =
                above.stream().anyMatch(element -> element.getMethodName().equals("<clinit>"));
        if (!isConstant) {
            addMarked(elements, awaiting.get());
        }
        set(e, elements);
    }

    private static boolean isLoopBelow(Throwable e) {
        var trace = Arrays.asList(e.getStackTrace());
        return TraceElements.aboveBottom(trace).size() < trace.size();
    }

    /** As {@link #arrive}, where the await is on the Java stack; what has just been thrown there is left to its handlers. */
    static void arriveHere(
            Throwable failure, @Nullable CoroutineFrame callers, UnaryOperator<List<StackTraceElement>> below) {
        var here = Arrays.asList(new Throwable().getStackTrace());
        if (!isOfThisStep(Arrays.asList(failure.getStackTrace()), here)) {
            arrive(failure, true, () -> joined(here, callers, below));
        }
    }

    /** Whether the trampoline has called the same body. */
    private static boolean isOfThisStep(List<StackTraceElement> trace, List<StackTraceElement> here) {
        var end = trampolineIn(trace, 0);
        var endHere = trampolineIn(here, 0);
        return end > 0
                && end < trace.size()
                && endHere > 0
                && trace.get(end - 1)
                        .getClassName()
                        .equals(here.get(endHere - 1).getClassName())
                && trace.get(end - 1)
                        .getMethodName()
                        .equals(here.get(endHere - 1).getMethodName());
    }

    private static void addMarked(List<StackTraceElement> elements, List<StackTraceElement> awaiting) {
        var isFirst = !elements.isEmpty();
        for (var element : awaiting) {
            elements.add(isFirst ? TraceElements.marked(element) : element);
            isFirst = false;
        }
    }

    /** The call that gave a future has failed: whoever awaits that future comes next, as if there were no task between. */
    static void leaveCall(Throwable failure) {
        var elements = new ArrayList<StackTraceElement>();
        for (var element : failure.getStackTrace()) {
            elements.add(TraceElements.unmarked(element));
        }
        if (!elements.isEmpty() && TraceElements.isSpawnedAt(elements.get(elements.size() - 1))) {
            elements.remove(elements.size() - 1);
            set(failure, elements);
        }
    }

    /** What the runtime has made for the code that called it: that is where its trace begins. */
    static void beginInCaller(Throwable failure) {
        var trace = Arrays.asList(failure.getStackTrace());
        set(failure, trace.subList(TraceElements.runtimeOnTop(trace), trace.size()));
    }

    /** A callback of a loop has failed, which nobody awaits: below it is the loop. */
    static void leaveCallback(Throwable failure) {
        arrive(failure, true, List::of);
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
        var trace = Arrays.asList(failure.getStackTrace());
        var known = trace.subList(TraceElements.runtimeOnTop(trace), trace.size());
        var here = callerOfRuntime();
        var missing = here.subList(overlap(known, here), here.size());
        if (!trace.isEmpty() && known.size() + missing.size() <= MOST_ELEMENTS) {
            var elements = new ArrayList<>(known);
            elements.addAll(missing);
            set(failure, elements);
        }
    }

    /**
     * How many elements at the beginning of {@code rest} stand at the end of {@code trace}, which may be cut off there. The
     * JVM's own errors show methods of the JDK, between the others, that are hidden elsewhere.
     */
    private static int overlap(List<StackTraceElement> trace, List<StackTraceElement> rest) {
        var length = Math.min(trace.size(), rest.size());
        while (length > 0 && !endsIn(trace, rest.subList(0, length))) {
            length--;
        }
        return length;
    }

    private static boolean endsIn(List<StackTraceElement> trace, List<StackTraceElement> end) {
        var left = end.size();
        for (var i = trace.size() - 1; i >= 0 && left > 0; i--) {
            if (trace.get(i).equals(end.get(left - 1))) {
                left--;
            } else if (left == end.size() || TraceElements.isUsers(trace.get(i))) {
                return false;
            }
        }
        return left == 0;
    }

    /**
     * What ran above the innermost trampoline, the frames that await it, and what stands below. Where the frames end at
     * the boundary of an async generator whose consumer is on the stack, that comes next, and those who await it.
     */
    private static List<StackTraceElement> joined(
            List<StackTraceElement> trace,
            @Nullable CoroutineFrame callers,
            UnaryOperator<List<StackTraceElement>> below) {
        var elements = new ArrayList<StackTraceElement>();
        var frames = callers;
        Segment boundary;
        var start = 0;
        do {
            var end = trampolineIn(trace, start);
            elements.addAll(readable(trace.subList(start, end)));
            boundary = addChain(frames, elements);
            frames = boundary == null ? null : boundary.consumerCallers;
            start = Math.min(end + 1, trace.size());
        } while (boundary != null);
        elements.addAll(below.apply(trace.subList(start, trace.size())));
        return elements;
    }

    /** The frames that await, innermost first, and what stands below them. */
    static List<StackTraceElement> chain(CoroutineFrame frames, List<StackTraceElement> below) {
        var elements = new ArrayList<StackTraceElement>();
        addChain(frames, elements);
        elements.addAll(below);
        return elements;
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
    static List<StackTraceElement> running(List<StackTraceElement> stack, @Nullable CoroutineFrame callers) {
        var isBody = trampolineIn(stack, 0) < stack.size();
        return joined(stack, isBody ? callers : null, below -> List.of()).stream()
                .map(TraceElements::asPrinted)
                .toList();
    }

    /** The code that called into the runtime on this thread. */
    static List<StackTraceElement> callerOfRuntime() {
        return belowRuntime(Arrays.asList(new Throwable().getStackTrace()));
    }

    /** The code that called into the runtime, whose elements come first, down to where a loop called that. */
    static List<StackTraceElement> belowRuntime(List<StackTraceElement> trace) {
        var called = trace.subList(TraceElements.runtimeOnTop(trace), trace.size());
        return readable(TraceElements.aboveBottom(called));
    }

    private static void set(Throwable e, List<StackTraceElement> elements) {
        // No stream: where the stack is nearly used up, it would be done again in each handler until one has room.
        var kept = elements.subList(0, Math.min(elements.size(), MOST_ELEMENTS));
        e.setStackTrace(kept.toArray(new StackTraceElement[0]));
    }
}
