package io.heddle;

import org.jspecify.annotations.Nullable;

/** What a thread is doing: in the pass of which loop it is, and which context variables it sees. */
final class ThreadState {
    private static final ThreadLocal<ThreadState> STATES = ThreadLocal.withInitial(ThreadState::new);

    /** The loop whose pass the thread is in; null outside. */
    @Nullable
    LoopCore loop;

    /** The values of the context variables; a step brings those of its task, and takes them along when it ends. */
    Context context = Context.EMPTY;

    private ThreadState() {}

    static ThreadState get() {
        return STATES.get();
    }
}
