package io.heddle.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Runner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What {@link AsyncTestTest} can't show in no time: a loop that does not answer. */
class WatchdogTest {
    @Test
    void whereTheLoopDoesNotAnswerTheStackOfTheThreadIsShown() throws InterruptedException, ExecutionException {
        try (var runner = Runner.virtualTime()) {
            var watching = new CompletableFuture<Watchdog>();
            var thrown = new CompletableFuture<Throwable>();
            var isInterrupted = new CompletableFuture<Boolean>();
            var thread = new Thread(() -> {
                try (var watchdog = Watchdog.watch(runner.loop(), 3_600, 1)) {
                    watching.complete(watchdog);
                    thrown.complete(watchdog.inPlaceOf(interruption()));
                }
                isInterrupted.complete(Thread.interrupted());
            });
            thread.start();
            var watchdog = watching.get();
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }

            watchdog.askLoop();

            assertThat(thrown.get())
                    .isInstanceOf(AssertionError.class)
                    .message()
                    .startsWith("timed out after 3600 s\nthe loop does not answer; its thread is at\n  ")
                    .contains("WatchdogTest.interruption(");
            assertThat(isInterrupted.get()).isFalse();
        }
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
