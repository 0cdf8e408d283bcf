package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * A body that makes a coroutine when it is called: what {@link Coroutines#run(AsyncCallable)} and
 * {@link Coroutines#spawn(AsyncCallable)} take. A lambda that awaits is woven as an {@link Async} method is.
 *
 * @param <T> the type of the value that the coroutine completes with
 */
@FunctionalInterface
public interface AsyncCallable<T extends @Nullable Object> {
    /**
     * Makes the coroutine.
     *
     * @throws Exception what the body fails with; it is the failure of the task that runs it, as it is
     */
    Coroutine<T> call() throws Exception;
}
