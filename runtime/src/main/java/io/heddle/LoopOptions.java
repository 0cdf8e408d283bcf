package io.heddle;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a loop is made with.
 *
 * @param name for people
 * @param debug whether to look out for mistakes that cost time to find
 * @param handler gets the failures that nobody retrieves
 * @param blockingExecutor runs blocking work; null for threads of the loop's own
 * @param grace how long a shutdown of the JVM waits for the main task, which it cancels; null for not at all
 * @param virtualTime whether the clock jumps to the next deadline
 * @param seed for the order of ready tasks; null for first come, first served
 */
record LoopOptions(
        String name,
        boolean debug,
        FailureHandler handler,
        @Nullable Executor blockingExecutor,
        @Nullable Duration grace,
        boolean virtualTime,
        @Nullable Long seed) {
    static final LoopOptions DEFAULT = new LoopOptions("main", false, FailureWatch::log, null, null, false, null);
}
