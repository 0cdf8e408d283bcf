package io.heddle;

import io.heddle.rt.Ctx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a loop under virtual time, for tests that look at a program between two moments:
 *
 * <pre>{@code
 * try (var runner = Runner.virtualTime()) {
 *     runner.loop().spawn(() -> poll(feed));                       // asks the feed every minute
 *     runner.run(runner.clock().advanceBy(ofMinutes(5)));
 *     assertThat(feed.requests()).isEqualTo(5);
 * }
 * }</pre>
 *
 * <p>A coroutine of the test may await the same; it then sees the loop as it is when nothing else can go on. Blocking work
 * that is under way is waited for; what only somebody outside the loop could complete is not.
 *
 * @see Runner#clock
 */
public final class VirtualClock {
    private final SingleThreadLoop loop;

    VirtualClock(SingleThreadLoop loop) {
        this.loop = loop;
    }

    /** The time since the loop was made. Thread-safe. */
    public Duration elapsed() {
        return Duration.ofNanos(loop.nanoTime());
    }

    /** Completes when nothing else can go on without the clock being moved. */
    public Coroutine<Void> runCurrent() {
        return advanceBy(Duration.ZERO);
    }

    /**
     * Moves the clock on from one deadline to the next, running what is due, for {@code time} in all. What is due at that
     * very moment has run when it completes, and whatever followed from it.
     *
     * @throws IllegalArgumentException where {@code time} is negative
     */
    public Coroutine<Void> advanceBy(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a clock can't be moved back, by " + time);
        }
        return new Advance("advanceBy(" + time + ")", Durations.nanos(time));
    }

    /**
     * Moves the clock on until no timer is left. Where there is always another one, as a task that polls sets it, this
     * fails with an {@code IllegalStateException} after 100,000 of them.
     */
    public Coroutine<Void> advanceUntilIdle() {
        return new Advance("advanceUntilIdle()", Long.MAX_VALUE);
    }

    private final class Advance extends Coroutine<@Nullable Void> {
        private final String description;
        private final long nanos;

        Advance(String description, long nanos) {
            this.description = description;
            this.nanos = nanos;
        }

        @Override
        public @Nullable Object $await(Ctx t) {
            $begin();
            if (LoopCore.taskOf(t).loop != loop) {
                throw new IllegalStateException(
                        description + " of the clock of " + loop + " was awaited on another loop");
            }
            return LoopCore.suspend(t, new ClockWait(description, loop.clock.after(nanos)));
        }

        @Override
        protected String $describe() {
            return description;
        }
    }
}
