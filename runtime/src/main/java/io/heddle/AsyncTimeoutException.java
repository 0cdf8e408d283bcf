package io.heddle;

import java.time.Duration;

/** Thrown by {@link Coroutines#withTimeout} when the time was up: what ran has been cancelled, and has ended. */
public final class AsyncTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Has no picture of the stack yet.
     *
     * @param limit how long it was given
     * @param cause the cancellation that has come back
     */
    AsyncTimeoutException(Duration limit, Throwable cause) {
        super("not done within " + Durations.words(limit), cause);
    }

    /** Made by code that the awaiting method has called: those who called it are on the stack. */
    AsyncTimeoutException thrownHere() {
        super.fillInStackTrace();
        return this;
    }

    /**
     * Takes no picture of the stack: at a deadline that would show the loop, and costs more than all the rest.
     *
     * @return this object
     */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
