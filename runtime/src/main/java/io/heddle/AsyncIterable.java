package io.heddle;

import java.util.List;
import java.util.Objects;
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
     * An async generator: elements that a body makes one after the other, when they are asked for.
     *
     * <pre>{@code
     * AsyncIterable<Page> pages = generate(out -> {
     *     for (var url = first; url != null; url = next(url)) {
     *         await(out.emit(await(fetch(url))));      // goes on when the next page is asked for
     *     }
     *     return done();
     * });
     * }</pre>
     *
     * <p>Each iterator is a run of its own, which begins when its first element is asked for. The body runs in the
     * consumer's task: it sees its context variables, what it throws the consumer's loop throws, and a cancellation of the
     * task while the body waits is thrown there. An element that is made without waiting lets nobody else run.
     *
     * <p>A consumer that leaves early closes the iterator, and the emit where the body waits then throws an {@link Error},
     * so that {@code finally} blocks run, which may wait. A run that nobody closed is closed by a task of its loop, once its
     * iterator is unreachable, at the latest when the loop shuts down; a loop with a seed or an order of its own leaves it
     * for then. An exhausted one stays so, also after a failure. One task at a time may ask: asking or closing while the
     * body runs is an {@code IllegalStateException}.
     */
    static <T extends @Nullable Object> AsyncIterable<T> generate(AsyncGenerator<T> body) {
        Objects.requireNonNull(body, "body");
        return () -> new GeneratorIterator<>(body);
    }

    /** Waits for all elements, and gives them in an unmodifiable list. */
    default Coroutine<List<T>> toList() {
        return new ToList<>(this);
    }

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
