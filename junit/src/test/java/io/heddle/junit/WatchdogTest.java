package io.heddle.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Runner;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What {@link AsyncTestTest} can't show in no time: a loop that does not answer. */
class WatchdogTest {
    @Test
    void whereTheLoopDoesNotAnswerTheStackOfTheThreadIsShown() {
        try (var runner = Runner.virtualTime();
                var watchdog = Watchdog.watch(runner.loop(), 0, 1)) {
            assertThat(watchdog.inPlaceOf(interruption()))
                    .isInstanceOf(AssertionError.class)
                    .message()
                    .startsWith("timed out after 0 s\nthe loop does not answer; its thread is at\n  ")
                    .contains("WatchdogTest.interruption(");
        }
        assertThat(Thread.interrupted()).isFalse();
    }

    private static InterruptedException interruption() {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
        } catch (InterruptedException e) {
            return e;
        }
    }

    @Test
    void aMethodThatEndsInTimeKeepsItsOwnFailure() {
        var failure = new IllegalStateException("its own");
        try (var runner = Runner.virtualTime();
                var watchdog = Watchdog.watch(runner.loop(), 60)) {
            assertThat(watchdog.inPlaceOf(failure)).isSameAs(failure);
        }
    }
}
