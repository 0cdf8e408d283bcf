package io.heddle;

import java.time.Duration;

/** Thrown by {@link Coroutines#withTimeout} when the time was up: what ran has been cancelled, and has ended. */
public final class AsyncTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Made where the cancellation has come back.
     *
     * @param limit how long it was given
     * @param cause the cancellation
     */
    AsyncTimeoutException(Duration limit, Throwable cause) {
        super("not done within " + Durations.words(limit), cause);
    }
}
