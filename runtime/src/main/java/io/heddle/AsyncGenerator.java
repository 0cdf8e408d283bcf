package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * The body of an async generator, for {@link AsyncIterable#generate}.
 *
 * @param <T> the type of the elements
 */
@FunctionalInterface
public interface AsyncGenerator<T extends @Nullable Object> {
    /**
     * Hands elements over with {@code await(out.emit(element))}.
     *
     * @throws Exception what fails before the coroutine is there; it counts as a failure of the body
     */
    Coroutine<Void> run(Emitter<T> out) throws Exception;
}
