package io.heddle;

import org.jspecify.annotations.Nullable;

/** A wait that could not be begun: its await fails with the reason. */
final class Refused extends Wait {
    private final Throwable reason;

    Refused(Throwable reason) {
        this.reason = reason;
    }

    @Override
    void register(Task<?> waiter) {
        waiter.wake();
    }

    @Override
    void detach(Task<?> waiter) {}

    @Override
    boolean cancel(Task<?> waiter, CancelRequest request, CancelWalk walk) {
        return false;
    }

    @Override
    @Nullable
    Object outcome() {
        return new Ending.Failed(reason);
    }

    @Override
    String describe() {
        return "nothing: " + reason;
    }
}
