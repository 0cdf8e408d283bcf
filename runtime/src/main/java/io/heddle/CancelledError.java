package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * <em>You</em> are being cancelled: thrown at the await where the cancelled task waits. It is an {@link Error} so that
 * {@code catch (Exception e)} cannot swallow it (asyncio made the same choice in 3.8). Code that must clean up uses
 * {@code finally}; code that catches it throws it again, unless it means to go on.
 *
 * <p>A task that <em>somebody else</em> cancelled throws {@link java.util.concurrent.CancellationException} to those who
 * await it, which is an ordinary failure.
 */
public final class CancelledError extends Error {
    private static final long serialVersionUID = 1L;

    /** Stands for the loop; where it is thrown, those take its place who await. */
    private static final StackTraceElement[] MADE_BY_THE_LOOP = {
        new StackTraceElement(CancelledError.class.getName(), "<init>", null, -1)
    };

    CancelledError(@Nullable String message) {
        super(message);
        setStackTrace(MADE_BY_THE_LOOP);
    }

    /**
     * Takes no picture of the stack: it is made by the loop, before the task goes on, and would show the loop.
     *
     * @return this object
     */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
