package io.heddle.rt;

/**
 * The traces of failures that leave the runtime for the program's code, and where that begins in them; for the kernel. What
 * becomes of a trace inside of a task is known to its {@link Ctx}.
 */
public final class Traces {
    private Traces() {}

    /** An element of a stack trace as the source names it: bodies are called as their methods. */
    public static StackTraceElement inSource(StackTraceElement element) {
        return TraceElements.withSourceName(element);
    }

    /** The failure of the task that {@code run(..)} waits for leaves it: the trace ends in who called {@code run}. */
    public static Throwable leavingRun(Throwable failure) {
        StackTraces.appendCaller(failure);
        return failure;
    }

    /** A method that returns a future has failed: the future's awaiting methods are its callers, and not who spawned it. */
    public static Throwable leavingCall(Throwable failure) {
        StackTraces.leaveCall(failure);
        return failure;
    }

    /** A callback of a loop has failed: its trace ends there. */
    public static Throwable leavingCallback(Throwable failure) {
        StackTraces.leaveCallback(failure);
        return failure;
    }

    /** What the kernel throws to code that has called it wrongly: the trace begins in that code. */
    public static <E extends Throwable> E toCaller(E failure) {
        StackTraces.beginInCaller(failure);
        return failure;
    }
}
