package io.heddle.instrumenter.normalize;

import org.jspecify.annotations.Nullable;

/** Stands for {@code Coroutines} where coroutines are {@link Lazy}. */
public final class LazyVocabulary {
    private LazyVocabulary() {}

    /** Runs it here and now. */
    public static @Nullable Object await(Lazy lazy) {
        return lazy.run();
    }

    /** A value. */
    public static Lazy done(@Nullable Object value) {
        return new Lazy() {
            @Override
            public @Nullable Object run() {
                return value;
            }
        };
    }
}
