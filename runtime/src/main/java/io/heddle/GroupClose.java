package io.heddle;

import io.heddle.rt.CoroutineFrame;
import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The end of a group's block: waits until all children have ended, and says what the block is left by. That is an
 * exception, thrown where the block ended normally, and otherwise given as the result.
 */
final class GroupClose<T extends @Nullable Object> extends Coroutine<T> {
    private final TaskGroup group;
    /** What the body threw; null where it ended normally. */
    private final @Nullable Throwable thrown;
    /** A cancellation that arrived during the wait. */
    private @Nullable CancelRequest cancelled;

    GroupClose(TaskGroup group, @Nullable Throwable thrown) {
        this.group = group;
        this.thrown = thrown;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        var task = LoopCore.taskOf(t);
        if (!group.beginClose(t)) {
            return thrown;
        }
        if (thrown != null) {
            group.stop(task);
        }
        if (!group.hasChildren()) {
            return leave(task);
        }
        LoopCore.suspend(t, task, new ForChildren());
        t.capture(new Frame(task));
        return null;
    }

    private @Nullable Object leave(Task<?> task) {
        var failure = thrown == null ? afterNormalEnd() : afterThrow(thrown, task);
        if (thrown == null && failure != null) {
            throw Sneaky.rethrow(failure);
        }
        return failure;
    }

    /** A body that swallowed the group's cancellation gets the failure now. */
    private @Nullable Throwable afterNormalEnd() {
        var failures = group.takeFailures();
        if (cancelled != null || group.scope().isMixed()) {
            return Carried.with(new CancelledError(cancelled == null ? null : cancelled.message()), failures);
        }
        return failures.isEmpty() ? null : Carried.with(failures.get(0), failures);
    }

    private Throwable afterThrow(Throwable thrown, Task<?> task) {
        var failures = group.takeFailures();
        if (!(thrown instanceof CancelledError)) {
            if (cancelled != null) {
                task.keepCancelPending();
            }
            // A generator that is being closed asks for nothing but an end, so it must not hide what failed.
            return Carried.with(
                    thrown instanceof GeneratorExit && !failures.isEmpty() ? failures.get(0) : thrown, failures);
        }
        return group.scope().isOnlyOneToCancel() ? inPlaceOf(thrown, failures) : Carried.with(thrown, failures);
    }

    /** The group's own cancellation has done its work; what it carries is kept. */
    private static Throwable inPlaceOf(Throwable cancellation, List<Throwable> failures) {
        var all = new ArrayList<>(failures);
        all.addAll(Arrays.asList(cancellation.getSuppressed()));
        return Carried.with(failures.get(0), all);
    }

    @Override
    protected String $describe() {
        return "closeAsync(..) of a TaskGroup";
    }

    /** Ends when the last child has. */
    private final class ForChildren extends Wait {
        /** Children that were cancelled before may have passed that on to the waiter, and wait for it. */
        @Override
        void register(Task<?> waiter) {
            group.wakeWhenChildless(waiter);
            cameRound(waiter);
        }

        /** The children are cancelled, where that has not happened yet; the block can't end before them. */
        @Override
        boolean cancel(Task<?> waiter, CancelRequest request, CancelWalk walk) {
            cancelled = request;
            // The walk does not come to those who were asked before, and so not to what they have passed that on to.
            findWaysBack(waiter, group.children().stream().filter(child -> child.cancelling() > 0));
            group.stop(waiter, walk);
            return true;
        }

        @Override
        boolean mustEnd() {
            return true;
        }

        @Override
        void cameRound(Task<?> waiter) {
            findWaysBack(waiter, group.children().stream());
        }

        private void findWaysBack(Task<?> waiter, Stream<Task<?>> from) {
            var wayBack = new WayBack(waiter);
            from.forEach(wayBack::follow);
        }

        @Override
        void detach(Task<?> waiter) {
            group.forgetCloser();
        }

        @Override
        @Nullable
        Object outcome() {
            return null;
        }

        @Override
        List<Source<?>> sources() {
            return List.copyOf(group.children());
        }

        @Override
        String describe() {
            return "the tasks of a group";
        }
    }

    /** Waits at the end of the block. */
    private final class Frame extends CoroutineFrame {
        private final Task<?> task;

        Frame(Task<?> task) {
            this.task = task;
        }

        /** Fails where a cancellation has overtaken the end of the last child, and where the loop is gone. */
        @Override
        public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            if (failure instanceof CancelledError) {
                cancelled = new CancelRequest(failure.getMessage(), false);
                return leave(task);
            }
            if (failure == null) {
                return leave(task);
            }
            if (thrown == null) {
                throw Sneaky.rethrow(failure);
            }
            return Carried.with(thrown, List.of(failure));
        }
    }
}
