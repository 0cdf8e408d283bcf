package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * Where the body of an async generator hands over its elements.
 *
 * @param <T> the type of the elements
 */
public interface Emitter<T extends @Nullable Object> {
    /**
     * Hands {@code element} over, and goes on when the next one is asked for. Only the body itself may await it, and what
     * it awaits: in another task, or while the consumer runs, that is an {@code IllegalStateException}; so is an emit
     * after the consumer has closed the generator.
     */
    Coroutine<Void> emit(T element);
}
