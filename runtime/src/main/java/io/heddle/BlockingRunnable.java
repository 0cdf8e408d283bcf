package io.heddle;

/**
 * Blocking work without a result, for {@link Coroutines#toThread(BlockingRunnable)}.
 *
 * @param <X> the checked exception that the work throws
 */
@FunctionalInterface
public interface BlockingRunnable<X extends Exception> {
    /**
     * Does the work, on a thread of its own.
     *
     * @throws X what the await of the work throws
     */
    void run() throws X;
}
