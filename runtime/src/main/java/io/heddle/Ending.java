package io.heddle;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * How a task, a promise or a wait ended, where it did not end with a value. Outcomes are passed around as plain objects:
 * the value itself, or one of these, so that an outcome which is a value costs no allocation.
 */
sealed interface Ending permits Ending.Failed, Ending.Cancelled {
    /** What an await of it throws, where it was not a cancellation of the awaiting task that brought the end about. */
    Throwable toThrow();

    /** A failure, as it is; a {@link CancelledError} of one task is no cancellation of those who await it. */
    static Ending of(Throwable failure) {
        return failure instanceof CancelledError ? new Cancelled(failure.getMessage()) : new Failed(failure);
    }

    /** It threw. */
    final class Failed implements Ending {
        final Throwable exception;
        /** Whether somebody has seen the exception; until then the loop will want to report it. */
        volatile boolean retrieved;

        Failed(Throwable exception) {
            this.exception = exception;
        }

        @Override
        public Throwable toThrow() {
            retrieved = true;
            return exception;
        }
    }

    /**
     * It was cancelled.
     *
     * @param message what the canceller said, if anything
     * @param original the exception that a foreign future was cancelled with; null where it has none
     */
    record Cancelled(@Nullable String message, @Nullable CancellationException original) implements Ending {
        Cancelled(@Nullable String message) {
            this(message, null);
        }

        @Override
        public Throwable toThrow() {
            return original == null ? new CancellationException(message) : original;
        }
    }
}
