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
            ended(task).await();
        }
    }

    static void untilDone(Task<?> task, long nanos) throws InterruptedException, TimeoutException {
        if (!task.isDone() && !ended(task).await(nanos, TimeUnit.NANOSECONDS)) {
            throw new TimeoutException(task.name() + " is not done");
        }
    }

    private static CountDownLatch ended(Task<?> task) {
        if (task.loop.isDrivenByThisThread()) {
            throw new IllegalStateException("get() of " + task.name()
                    + " would block the thread that drives its loop, for ever: write await(task) instead");
        }
        var latch = new CountDownLatch(1);
        Listener listener = source -> latch.countDown();
        if (!task.loop.tryPost((Runnable) () -> task.listen(task.loop, listener))) {
            task.loop.end.thenRun(latch::countDown);
        }
        return latch;
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
