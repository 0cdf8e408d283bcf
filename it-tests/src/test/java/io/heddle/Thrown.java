package io.heddle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What only the runtime can make, for those who compare with it. */
public final class Thrown {
    private Thrown() {}

    /** A cancellation as it comes to a task. */
    public static CancelledError cancelled(@Nullable String message) {
        return new CancelledError(message);
    }

    /** The end of a deadline, thrown by the code that awaits it. */
    public static AsyncTimeoutException timedOut(Duration limit, Throwable cause) {
        return new AsyncTimeoutException(limit, cause).thrownHere();
    }

    /** What an async generator gets that is being closed. */
    public static Error generatorExit() {
        return new GeneratorExit();
    }

    /** Whether {@code thrown} is a {@link #generatorExit()}. */
    public static boolean isGeneratorExit(Throwable thrown) {
        return thrown instanceof GeneratorExit;
    }
}
