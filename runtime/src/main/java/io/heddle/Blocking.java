package io.heddle;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waiting for a task on a thread that has nothing else to do: {@link Task#get()}. */
final class Blocking {
    private Blocking() {}

    static void untilDone(Task<?> task) throws InterruptedException {
        if (!task.isDone()) {
            try (var end = new End(task)) {
                end.reached.await();
            }
        }
    }

    static void untilDone(Task<?> task, long nanos) throws InterruptedException, TimeoutException {
        if (!task.isDone()) {
            try (var end = new End(task)) {
                if (!end.reached.await(nanos, TimeUnit.NANOSECONDS)) {
                    throw new TimeoutException(task.name() + " is not done");
                }
            }
        }
    }

    /** Listens for the end of a task; whoever gives up leaves nothing behind. */
    private static final class End implements Listener, AutoCloseable {
        final CountDownLatch reached = new CountDownLatch(1);
        private final Task<?> task;

        End(Task<?> task) {
            this.task = task;
            if (task.loop.isDrivenByThisThread()) {
                throw new IllegalStateException("get() of " + task.name()
                        + " would block the thread that drives its loop, for ever: write await(task) instead");
            }
            if (!task.loop.tryPost((Runnable) () -> task.listen(task.loop, this))) {
                task.loop.end.thenRun(reached::countDown);
            }
        }

        @Override
        public void ended(Source<?> source) {
            reached.countDown();
        }

        @Override
        public void close() {
            if (reached.getCount() > 0) {
                task.unlisten(this);
            }
        }
    }

    static <T extends @Nullable Object> T result(Task<T> task) throws ExecutionException {
        var outcome = task.outcome();
        if (outcome instanceof Ending.Failed failed) {
            throw new ExecutionException(failed.toThrow());
        }
        if (outcome instanceof Ending.Cancelled cancelled) {
            throw cancelled.toThrow();
        }
        return Cast.to(outcome);
    }
}
