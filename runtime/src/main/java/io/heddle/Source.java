package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * What ends once and tells those who wait for it, in the order in which they came: the inner side of a task or a
 * promise. Those who wait are suspended tasks, and {@linkplain Listener listeners}.
 */
abstract sealed class Source<T extends @Nullable Object> extends Wait permits TaskState, Promise {
    /** Whether it has ended. */
    abstract boolean isDone();

    /**
     * Adds a waiter.
     *
     * @param loop the loop on which the waiter is told
     * @param waiter a suspended task of that loop, or a {@link Listener}
     */
    abstract void listen(LoopCore loop, Object waiter);

    /** Takes a waiter off again, as often as it was added. Called on the loop of the waiter. */
    abstract void unlisten(Object waiter);

    /** Cancels it on behalf of a waiter. Called on the loop of the waiter; false where it has ended already. */
    abstract boolean cancelBy(CancelRequest request);

    @Override
    final void register(Task<?> waiter) {
        listen(waiter.loop, waiter);
    }

    @Override
    final boolean cancel(Task<?> waiter, CancelRequest request, CancelWalk walk) {
        return walk.cancel(this, request);
    }

    @Override
    final void detach(Task<?> waiter) {
        unlisten(waiter);
    }

    @Override
    final Source<?> source() {
        return this;
    }

    /**
     * The value that it ended with.
     *
     * @throws IllegalStateException where it did not end with a value
     */
    final T valueNow() {
        if (!isDone()) {
            throw new IllegalStateException(describe() + " is not done");
        }
        var outcome = outcome();
        if (outcome instanceof Ending ending) {
            throw ending instanceof Ending.Failed failed
                    ? new IllegalStateException(describe() + " failed: " + failed.exception, failed.exception)
                    : new IllegalStateException(describe() + " was cancelled");
        }
        return Cast.to(outcome);
    }

    /**
     * The exception that it failed with; whoever asks has retrieved it.
     *
     * @throws IllegalStateException where it did not fail
     */
    final Throwable failureNow() {
        if (!isDone()) {
            throw new IllegalStateException(describe() + " is not done");
        }
        var outcome = outcome();
        if (outcome instanceof Ending.Failed failed) {
            return failed.toThrow();
        }
        throw new IllegalStateException(
                describe() + (outcome instanceof Ending.Cancelled ? " was cancelled" : " completed with a value"));
    }

    /** Tells {@code waiter} that {@code source} has ended; on the waiter's loop. */
    static void tell(Object waiter, Source<?> source) {
        if (waiter instanceof Task<?> task) {
            task.wake();
        } else {
            ((Listener) waiter).ended(source);
        }
    }
}
