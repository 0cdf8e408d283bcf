package io.heddle.sync;

/**
 * Holds a lock, or a permit of a semaphore, until it is closed: for try-with-resources.
 *
 * <pre>{@code
 * try (var guard = await(lock.hold())) {
 *     await(update());
 * }
 * }</pre>
 */
public final class Guard implements AutoCloseable {
    private final Releasable held;
    private boolean closed;

    Guard(Releasable held) {
        this.held = held;
    }

    /**
     * Releases what it holds; does nothing the second time.
     *
     * @throws IllegalStateException where that was released by other means
     */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            held.release();
        }
    }
}
