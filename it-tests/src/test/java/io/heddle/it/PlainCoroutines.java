package io.heddle.it;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a plain twin has in the place of {@link io.heddle.Coroutines}: values instead of coroutines, made on the spot. */
public final class PlainCoroutines {
    private PlainCoroutines() {}

    public static <T extends @Nullable Object> T await(T value) {
        return value;
    }

    public static <T extends @Nullable Object> T done(T value) {
        return value;
    }

    public static @Nullable Void done() {
        return null;
    }

    public static <T extends @Nullable Object> T run(T value) {
        return value;
    }

    public static @Nullable Void yieldNow() {
        return null;
    }

    public static @Nullable Void sleep(Duration time) {
        return null;
    }
}
