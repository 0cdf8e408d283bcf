package io.heddle;

import io.heddle.rt.Suspendable;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Coroutines#await(Awaitable) await} takes: a {@link Coroutine}, which then runs inside the current task; a
 * {@link Task}, which runs by itself; or a {@link Promise}, which somebody completes.
 *
 * @param <T> the type of the value that the awaiting code gets
 */
public sealed interface Awaitable<T extends @Nullable Object> extends Suspendable permits Coroutine, Task, Promise {}
