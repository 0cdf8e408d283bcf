package io.heddle;

import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Elements that may have to be waited for, as Python's {@code async for}. In an {@code @Async} method a for-each loop
 * awaits each of them, and awaits the iterator's {@link AsyncIterator#closeAsync() closeAsync} where the loop is left
 * early; an exhausted iterator isn't closed.
 *
 * <pre>{@code
 * for (var line : lines) {        // lines is an AsyncIterable<String>
 *     await(process(line));
 * }
 * }</pre>
 *
 * @param <T> the type of the elements
 */
public interface AsyncIterable<T extends @Nullable Object> extends Iterable<T> {
    @Override
    AsyncIterator<T> iterator();

    /**
     * Not for these: it can't wait, and the build refuses it. Write a for-each loop in an {@code @Async} method.
     *
     * @throws IllegalStateException always
     */
    @Override
    default void forEach(Consumer<? super T> action) {
        throw Unwoven.asyncOnly("forEach(..)", getClass());
    }

    /**
     * Not for these: it can't wait, and the build refuses it. Write a for-each loop in an {@code @Async} method.
     *
     * @throws IllegalStateException always
     */
    @Override
    default Spliterator<T> spliterator() {
        throw Unwoven.asyncOnly("spliterator()", getClass());
    }
}
