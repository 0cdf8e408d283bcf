package io.heddle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets a shutdown of the JVM wait for a runner: cancels its main task, and gives it time to clean up. */
final class ShutdownHook {
    private final @Nullable Duration grace;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread hook;

    /** Without {@code grace} it does nothing. */
    ShutdownHook(@Nullable Duration grace) {
        this.grace = grace;
    }

    void install(Task<?> main) {
        if (grace != null) {
            var added = new Thread(() -> cancelAndWait(main, grace), "heddle-shutdown");
            try {
                Runtime.getRuntime().addShutdownHook(added);
                hook = added;
            } catch (IllegalStateException e) {
                // The JVM is shutting down: the hook of an earlier run waits for close(), and so for this run.
            }
        }
    }

    private void cancelAndWait(Task<?> main, Duration grace) {
        main.cancel("the JVM shuts down");
        try {
            closed.await(Durations.nanos(grace), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void remove() {
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is shutting down: the hook waits for close().
            }
            hook = null;
        }
    }

    void close() {
        closed.countDown();
    }
}
