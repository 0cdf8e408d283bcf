package io.heddle;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Blocking work with a result, for {@link Coroutines#toThread(BlockingCallable)}. It says which checked exception it
 * throws, so that {@code catch (IOException e)} around the await compiles.
 *
 * @param <T> the type of the result
 * @param <X> the checked exception that the work throws
 */
@FunctionalInterface
public interface BlockingCallable<T extends @Nullable Object, X extends Exception> extends Callable<T> {
    /**
     * Does the work, on a thread of its own.
     *
     * @throws X what the await of the work throws
     */
    @Override
    T call() throws X;
}
