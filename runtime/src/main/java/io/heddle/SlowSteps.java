package io.heddle;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** In debug mode: tells of steps that hold the loop for so long that every other task notices. As asyncio's. */
final class SlowSteps {
    private static final long LIMIT_MILLIS = 100;

    private SlowSteps() {}

    static void run(Task<?> task) {
        var begin = System.nanoTime();
        task.step();
        var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        if (millis >= LIMIT_MILLIS) {
            System.getLogger("io.heddle")
                    .log(Level.WARNING, task.name() + task.spawnedAt() + " held the loop for " + millis + " ms");
        }
    }
}
