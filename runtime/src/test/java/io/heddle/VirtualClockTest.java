package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.toThread;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VirtualClockTest extends KernelTest {
    private final VirtualClock clock = runner.clock();

    /** Logs each second. */
    private Coroutine<Void> tick() {
        return body(() -> await(sleep(1), v -> {
            log.add("tick at " + now());
            return Body.tail(tick());
        }));
    }

    @Test
    void whatIsDueUpToTheMomentHasRunWithAllThatFollowedFromIt() {
        runner.loop()
                .spawn(body(() -> await(
                        sleep(2),
                        v -> await(
                                yieldNow(),
                                w -> await(yieldNow(), x -> {
                                    log.add("followed");
                                    return value(null);
                                })))));
        runner.run(clock.advanceBy(ofSeconds(2)));

        assertThat(log).containsExactly("followed");
        assertThat(clock.elapsed()).isEqualTo(ofSeconds(2));
    }

    @Test
    void theClockStopsWhereItWasToldTo() {
        runner.loop().spawn(tick());
        runner.run(clock.advanceBy(ofSeconds(2).plusMillis(500)));
        assertThat(log).containsExactly("tick at 1", "tick at 2");
        assertThat(clock.elapsed()).isEqualTo(ofSeconds(2).plusMillis(500));

        runner.run(clock.advanceBy(ofSeconds(1)));
        assertThat(log).containsExactly("tick at 1", "tick at 2", "tick at 3");
    }

    @Test
    void runCurrentLeavesTheClockAlone() {
        runner.loop()
                .spawn(body(() -> await(yieldNow(), v -> {
                    log.add("ran");
                    return Body.tail(tick());
                })));
        runner.run(clock.runCurrent());

        assertThat(log).containsExactly("ran");
        assertThat(clock.elapsed()).isEqualTo(ZERO);
    }

    @Test
    void advanceUntilIdleEndsWithTheLastTimer() {
        runner.loop().spawn(slow(5, "five"));
        runner.loop().spawn(slow(3600, "hour"));
        runner.loop().spawn(body(() -> await(new Promise<String>())));
        runner.run(clock.advanceUntilIdle());

        assertThat(log).containsExactly("five at 5", "hour at 3600");
        assertThat(clock.elapsed()).isEqualTo(ofHours(1));
    }

    @Test
    void advanceUntilIdleOfAnEndlessTickFails() {
        runner.loop().spawn(body(VirtualClockTest::poll));

        assertThatThrownBy(() -> runner.run(clock.advanceUntilIdle()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the clock was moved 100000 times, and there is still a timer: a task that sleeps again and"
                        + " again goes on for ever; use advanceBy(..)");
    }

    private static Body.Next<Void> poll() {
        return await(sleep(1), v -> poll());
    }

    @Test
    void aTaskMayMoveTheClockAsWell() {
        runner.run(body(() -> {
            spawn(tick());
            return await(clock.advanceBy(ofSeconds(3)), v -> {
                log.add("advanced");
                return value(null);
            });
        }));

        assertThat(log).containsExactly("tick at 1", "tick at 2", "tick at 3", "advanced");
    }

    @Test
    void blockingWorkIsWaitedFor() {
        runner.loop().spawn(body(() -> await(toThread(() -> "x"), v -> value(log.add(v)))));
        runner.run(clock.runCurrent());

        assertThat(log).containsExactly("x");
    }

    @Test
    void anAdvanceCanBeCancelled() {
        runner.run(body(() -> {
            var advance = spawn(clock.advanceBy(ofSeconds(5)));
            return await(yieldNow(), v -> {
                advance.cancel();
                return await(outcomeOf(advance), outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("CancellationException");
        assertThat(clock.elapsed()).isEqualTo(ZERO);
    }

    @Test
    void theClockIsThatOfOneLoop() {
        try (var other = Runner.virtualTime()) {
            assertThatThrownBy(() -> other.run(clock.advanceBy(ofSeconds(1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("advanceBy(PT1S) of the clock of event loop main was awaited on another loop");
        }
    }

    @Test
    void aClockIsNotMovedBack() {
        assertThatThrownBy(() -> clock.advanceBy(ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a clock can't be moved back, by PT-1S");
    }

    @Test
    void theRealClockCannotBeMoved() {
        try (var real = new Runner()) {
            assertThatThrownBy(real::clock)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("clock() of a runner with the real clock, which nobody can move: make it with"
                            + " Runner.virtualTime()");
        }
    }
}
