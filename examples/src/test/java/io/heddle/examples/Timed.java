package io.heddle.examples;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Runner;
import java.time.Duration;

/** Runs a coroutine in virtual time and tells how long it took on the loop's own clock, to the nanosecond. */
public final class Timed {
    private Timed() {}

    /** What {@code program} takes, in virtual time. */
    public static Duration run(Coroutine<?> program) {
        try (var runner = Runner.virtualTime()) {
            return runner.run(timed(program));
        }
    }

    @Async
    private static Coroutine<Duration> timed(Coroutine<?> program) {
        var loop = EventLoop.current();
        var start = loop.nanoTime();
        await(program);
        return done(Duration.ofNanos(loop.nanoTime() - start));
    }
}
