package io.heddle;

/**
 * A resource whose closing may wait, as Python's {@code async with}. In an {@code @Async} method a try-with-resources on
 * it awaits the close on every way out of the block:
 *
 * <pre>{@code
 * try (var connection = await(pool.borrow())) {
 *     return done(await(connection.query("..")));
 * }                                             // waits here until the connection is back
 * }</pre>
 *
 * <p>A block that ends normally (by its end, {@code return}, {@code break} or {@code continue}) awaits {@link
 * #closeAsync()}; one that is being left by an exception awaits {@link #closeAsync(Throwable)}. The same holds for a
 * {@code close()} that is written out: {@code finally { r.close(); }}.
 */
public interface AsyncCloseable extends AutoCloseable {
    /** Closes after a block that ended normally. */
    Coroutine<Void> closeAsync();

    /**
     * Closes a block that is being left by {@code failure}. What the coroutine completes with is what the block is left
     * by instead, as a value and not thrown: it may be {@code failure} itself or another exception, never null. What it throws
     * is a failure of the close, which a try-with-resources adds to {@code failure} and leaves it at that. So one that waits
     * catches a {@link CancelledError}, and completes with it where the cancellation is to win, as in Python.
     *
     * <p>By default it is {@code failure}, after {@link #closeAsync()}, whose own failure becomes a suppressed exception
     * of it. Where that is a cancellation of the task, the task's next await that suspends throws it again.
     */
    default Coroutine<Throwable> closeAsync(Throwable failure) {
        return new CloseAfterFailure(this, failure);
    }

    /**
     * In an {@code @Async} method a call of it is woven into an await of {@link #closeAsync()} or {@link
     * #closeAsync(Throwable)}; the build refuses it elsewhere.
     *
     * @throws IllegalStateException where it is really called, in code that can't wait
     */
    @Override
    default void close() {
        throw Unwoven.asyncOnly("close()", getClass());
    }
}
