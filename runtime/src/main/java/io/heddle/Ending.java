package io.heddle;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * How a task, a promise or a wait ended, where it did not end with a value. Outcomes are passed around as plain objects:
 * the value itself, or one of these, so that an outcome which is a value costs no allocation.
 *
 * <p>A class, because every await asks whether an outcome is one of these, and for most values that is faster answered
 * than for an interface.
 */
abstract sealed class Ending permits Ending.Failed, Ending.Cancelled {
    /** What an await of it throws, where it was not a cancellation of the awaiting task that brought the end about. */
    abstract Throwable toThrow();

    /** A failure, as it is; a {@link CancelledError} of one task is no cancellation of those who await it. */
    static Ending of(Throwable failure) {
        return failure instanceof CancelledError error ? Cancelled.by(error) : new Failed(failure);
    }

    /** It threw. */
    static final class Failed extends Ending {
        final Throwable exception;
        /** Whether somebody has seen the exception; until then the loop will want to report it. */
        volatile boolean retrieved;

        Failed(Throwable exception) {
            this.exception = exception;
        }

        @Override
        Throwable toThrow() {
            retrieved = true;
            return exception;
        }

        @Override
        public String toString() {
            return "failed: " + exception;
        }
    }

    /** It was cancelled. */
    static final class Cancelled extends Ending {
        /** What the canceller said, if anything. */
        final @Nullable String message;
        /** The exception to throw: that of a foreign future, or one that carries failures; null for a new one. */
        final @Nullable CancellationException original;

        Cancelled(@Nullable String message) {
            this(message, null);
        }

        Cancelled(@Nullable String message, @Nullable CancellationException original) {
            this.message = message;
            this.original = original;
        }

        /** What a body was left by; the failures that the error carries go along. */
        static Cancelled by(CancelledError error) {
            var carried = error.getSuppressed();
            return new Cancelled(
                    error.getMessage(),
                    carried.length == 0
                            ? null
                            : Carried.with(new CancellationException(error.getMessage()), Arrays.asList(carried)));
        }

        @Override
        CancellationException toThrow() {
            return original == null ? new CancellationException(message) : original;
        }

        @Override
        public String toString() {
            return message == null ? "cancelled" : "cancelled: " + message;
        }
    }
}
