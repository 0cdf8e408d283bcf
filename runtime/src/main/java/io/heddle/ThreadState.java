package io.heddle;

import org.jspecify.annotations.Nullable;

/** What a thread is doing: in the pass of which loop it is, and which context variables it sees. */
final class ThreadState {
    private static final ThreadLocal<ThreadState> STATES = ThreadLocal.withInitial(ThreadState::new);

    /** The loop whose pass the thread is in; null outside. */
    @Nullable
    LoopCore loop;

    private Context context = Context.EMPTY;
    private @Nullable OwnValues ownValues;

    private ThreadState() {}

    static ThreadState get() {
        return STATES.get();
    }

    /** The values of the context variables; a step brings those of its task, and takes them along when it ends. */
    Context context() {
        return context.hasMirrors() ? contextWithMirrors() : context;
    }

    private Context contextWithMirrors() {
        context = context.withMirroredValues();
        return context;
    }

    /** Sees the values of {@code next} from now on. Whoever needs those of before asks for them first. */
    void switchTo(Context next) {
        var before = context();
        if (before != next) {
            if (before.hasMirrors() || next.hasMirrors()) {
                ownValues = ownValues == null ? new OwnValues() : ownValues;
                ownValues.change(before, next);
            }
            context = next;
        }
    }
}
