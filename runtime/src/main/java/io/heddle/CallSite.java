package io.heddle;

import java.util.Set;

/** Where user code has called into the kernel. */
final class CallSite {
    private static final StackWalker WALKER = StackWalker.getInstance();

    /** The classes of the kernel that may lie between. */
    private static final Set<String> KERNEL = Set.of(
            AsyncCloseable.class.getName(),
            AsyncIterable.class.getName(),
            AsyncIterator.class.getName(),
            CallSite.class.getName(),
            Coroutine.class.getName(),
            Coroutines.class.getName(),
            LoopCore.class.getName(),
            Runner.class.getName(),
            Task.class.getName(),
            Unwoven.class.getName());

    private CallSite() {}

    /** The caller of the kernel on this thread. */
    static StackTraceElement here() {
        return WALKER.walk(frames -> frames.filter(frame -> !KERNEL.contains(frame.getClassName()))
                .map(StackWalker.StackFrame::toStackTraceElement)
                .findFirst()
                .orElse(new StackTraceElement("unknown", "code", null, -1)));
    }
}
