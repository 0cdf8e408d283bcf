package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * How something ended, as a value: {@link Coroutines#gatherOutcomes} gives one for each awaitable. What was cancelled is
 * a {@link Failure} with a {@link java.util.concurrent.CancellationException}.
 *
 * @param <T> the type of the value
 */
public sealed interface Outcome<T extends @Nullable Object> {
    /**
     * It ended with a value.
     *
     * @param value the value; null where the coroutine completed with null
     */
    record Success<T extends @Nullable Object>(T value) implements Outcome<T> {}

    /**
     * It ended with an exception.
     *
     * @param exception the thrown object itself
     */
    record Failure<T extends @Nullable Object>(Throwable exception) implements Outcome<T> {}
}
