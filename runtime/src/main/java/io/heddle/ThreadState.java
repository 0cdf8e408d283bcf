package io.heddle;

import org.jspecify.annotations.Nullable;

/** What a thread is doing: in the pass of which loop it is, and whose context variables it sees. */
final class ThreadState {
    private static final ThreadLocal<ThreadState> STATES = new ThreadLocal<>() {
        @Override
        protected ThreadState initialValue() {
            return new ThreadState();
        }
    };

    /** The loop whose pass the thread is in; null outside. */
    @Nullable
    LoopCore loop;

    /** The loop whose pass the thread is in, also where those who run in there are to see none; null outside. */
    @Nullable
    LoopCore pass;

    /** Stands for the code that has values of its own and is no task; null until somebody asks. */
    private @Nullable Object scope;

    private Context context = Context.EMPTY;
    private @Nullable OwnValues ownValues;
    private @Nullable OffLoopNest offLoops;

    private ThreadState() {}

    static ThreadState get() {
        return STATES.get();
    }

    OffLoopNest offLoops() {
        if (offLoops == null) {
            offLoops = new OffLoopNest();
        }
        return offLoops;
    }

    /** The values of the context variables; a step brings those of its task, and takes them along when it ends. */
    Context context() {
        return context.hasMirrors() ? contextWithMirrors() : context;
    }

    private Context contextWithMirrors() {
        context = context.withMirroredValues();
        return context;
    }

    /** Whose values these are: a task's, those of the runs of a {@link Runner}, or those of other code, until that ends. */
    Object owner() {
        var owner = pass == null ? null : pass.contextOwner();
        if (owner != null) {
            return owner;
        }
        if (scope == null) {
            scope = new Object();
        }
        return scope;
    }

    /** Runs other code, which sees {@code values} and may set its own, in the midst of what runs here. */
    void runWith(Context values, Runnable code) {
        var outerValues = context();
        var outerScope = scope;
        scope = null;
        try {
            switchTo(values);
            code.run();
        } finally {
            switchTo(outerValues);
            scope = outerScope;
        }
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
