package io.heddle.instrumenter.normalize;

import org.jspecify.annotations.Nullable;

/**
 * Stands for {@code Coroutine} where a test runs a normalised method without weaving it: a cold object whose body runs
 * when it is awaited, and then to its end.
 */
@SuppressWarnings("AbstractClassWithoutAbstractMethods")
public abstract class Lazy {
    /** Runs the body. */
    public abstract @Nullable Object run();
}
