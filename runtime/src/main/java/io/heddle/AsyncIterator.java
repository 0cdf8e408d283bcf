package io.heddle;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An iterator that may have to wait for its next element. In an {@code @Async} method {@link #hasNext()} awaits {@link
 * #hasNextAsync()}, and so does a for-each loop over an {@link AsyncIterable}, which is the usual way to use one.
 *
 * @param <T> the type of the elements
 */
public interface AsyncIterator<T extends @Nullable Object> extends Iterator<T>, AsyncCloseable {
    /**
     * Waits until it is known whether there is another element. Asking again before {@link #next()} gives the same
     * answer at once.
     */
    Coroutine<Boolean> hasNextAsync();

    /**
     * The element that {@link #hasNextAsync()} has found; it doesn't wait.
     *
     * @throws NoSuchElementException where none has been found
     */
    @Override
    T next();

    /**
     * In an {@code @Async} method a call of it is woven into {@code await(hasNextAsync())}.
     *
     * @throws IllegalStateException where it is really called, in code that can't wait
     */
    @Override
    default boolean hasNext() {
        throw Unwoven.asyncOnly("hasNext()", getClass());
    }
}
