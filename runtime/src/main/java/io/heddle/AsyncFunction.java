package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * A function whose result is a coroutine, such as a reference to an {@link Async} method.
 *
 * @param <A> the type of the argument
 * @param <T> the type of the value that the coroutine completes with
 * @param <X> the checked exception that the method declares; inferred as {@code RuntimeException} where there is none
 */
@FunctionalInterface
public interface AsyncFunction<A extends @Nullable Object, T extends @Nullable Object, X extends Exception> {
    /**
     * Makes the coroutine for {@code a}; nothing of it runs yet.
     *
     * @throws X declared, so that a {@code catch} around the await compiles
     */
    Coroutine<T> apply(A a) throws X;
}
