package io.heddle;

import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A wait that could not be begun: its await fails with the reason. */
final class Refused extends Wait {
    private final Throwable reason;

    Refused(Throwable reason) {
        this.reason = reason;
    }

    /** For those who wait for {@code source}, which will never be done. */
    static RejectedExecutionException notDone(Source<?> source) {
        return new RejectedExecutionException(
                source.describe() + " is not done, and never will be: its loop is closed");
    }

    @Override
    void register(Task<?> waiter) {
        waiter.wake();
    }

    @Override
    void detach(Task<?> waiter) {}

    @Override
    boolean cancel(Task<?> waiter, CancelRequest request) {
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
