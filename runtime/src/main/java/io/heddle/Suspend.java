package io.heddle;

import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands the rest of the task to a callback API. Where that calls back at once, nothing is suspended. */
final class Suspend<T extends @Nullable Object> extends Coroutine<T> {
    private final Consumer<Continuation<T>> block;

    Suspend(Consumer<Continuation<T>> block) {
        this.block = block;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        var rest = new Rest<T>(LoopCore.taskOf(t));
        try {
            block.accept(rest);
        } catch (Throwable e) {
            rest.abandon();
            throw e;
        }
        if (!rest.isOver()) {
            return LoopCore.suspend(t, rest);
        }
        var outcome = rest.outcome();
        if (outcome instanceof Ending ending) {
            throw Sneaky.rethrow(t.arriveHere(ending.toThrow()));
        }
        return outcome;
    }

    @Override
    protected String $describe() {
        return "suspend(..)";
    }

    /** The rest of one task. */
    private static final class Rest<T extends @Nullable Object> extends OneShot implements Continuation<T> {
        private final Task<?> task;
        private @Nullable List<Runnable> actions;
        private boolean cancelled;

        Rest(Task<?> task) {
            this.task = task;
        }

        @Override
        public boolean resume(T value) {
            return end(value);
        }

        @Override
        public boolean fail(Throwable failure) {
            return end(Ending.of(failure));
        }

        @Override
        public void onCancel(Runnable action) {
            synchronized (this) {
                if (!cancelled) {
                    if (actions == null) {
                        actions = new ArrayList<>(1);
                    }
                    actions.add(action);
                    return;
                }
            }
            action.run();
        }

        @Override
        boolean cancel(Task<?> waiter, CancelRequest request, CancelWalk walk) {
            if (abandon()) {
                runActions();
            }
            return false;
        }

        @Override
        void lost() {
            runActions();
        }

        @Override
        public void calledOff() {
            abandon();
            runActions();
        }

        private void runActions() {
            List<Runnable> those;
            synchronized (this) {
                cancelled = true;
                those = actions == null ? List.of() : actions;
                actions = null;
            }
            for (var action : those) {
                task.loop.runCallback(action, ThreadState.get().context());
            }
        }

        @Override
        String describe() {
            return "a callback";
        }
    }
}
