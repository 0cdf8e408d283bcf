package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.waitAll;
import static io.heddle.Coroutines.waitFailure;
import static io.heddle.Coroutines.waitFirst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitForTest extends KernelTest {
    @Test
    void waitFirstGoesOnWhenOneHasEndedHoweverItEnded() {
        runner.run(body(() -> {
            var a = spawn(slow(3, "a"));
            var b = spawn(KernelTest.<String>failing(1, new IOException("gone")));
            return await(waitFirst(List.of(a, b)), completed -> {
                assertThat(completed.done()).containsExactly(b);
                assertThat(completed.pending()).containsExactly(a);
                assertThat(now()).isEqualTo(1);
                assertThat(b.exceptionNow()).hasMessage("gone");
                return await(a);
            });
        }));
    }

    @Test
    void waitFailureGoesOnAtTheFirstFailureButNotAtACancellation() {
        runner.run(body(() -> {
            var a = spawn(slow(5, "a"));
            var cancelled = spawn(slow(5, "b"));
            var failed = spawn(KernelTest.<String>failing(2, new IOException("gone")));
            cancelled.cancel();
            return await(waitFailure(List.of(a, cancelled, failed)), completed -> {
                assertThat(completed.done()).containsExactly(cancelled, failed);
                assertThat(completed.pending()).containsExactly(a);
                assertThat(now()).isEqualTo(2);
                failed.exceptionNow();
                return value(null);
            });
        }));
    }

    @Test
    void waitFailureWithoutAFailureWaitsForAll() {
        runner.run(body(() -> {
            var a = spawn(slow(1, "a"));
            var b = spawn(slow(2, "b"));
            return await(waitFailure(List.of(a, b)), completed -> {
                assertThat(completed.done()).containsExactly(a, b);
                return value(null);
            });
        }));
    }

    @Test
    void waitAllWaitsForAllAndCountsATaskOnce() {
        runner.run(body(() -> {
            var a = spawn(slow(2, "a"));
            var b = spawn(slow(1, "b"));
            return await(waitAll(List.of(a, b, a)), completed -> {
                assertThat(completed.done()).containsExactly(a, b);
                assertThat(completed.pending()).isEmpty();
                assertThat(now()).isEqualTo(2);
                return value(null);
            });
        }));
    }

    @Test
    void whatIsEnoughAlreadyNeedsNoSuspension() {
        runner.run(body(() -> {
            var a = spawn(slow(1, "a"));
            var b = spawn(slow(5, "b"));
            return await(a, v -> {
                EventLoop.current().execute(() -> log.add("next pass"));
                return await(waitFirst(List.of(b, a)), completed -> {
                    assertThat(completed.done()).containsExactly(a);
                    return value(log.add("at once"));
                });
            });
        }));

        assertThat(log).startsWith("a at 1", "at once", "next pass");
    }

    @Test
    void aCancellationReachesNoneOfTheTasks() {
        runner.run(body(() -> {
            var task = spawn(slow(5, "x"));
            var waiting = spawn(outcomeOf(waitAll(List.of(task))));
            return await(sleep(1), v -> {
                waiting.cancel();
                return await(waiting, outcome -> {
                    log.add(outcome + " at " + now());
                    return await(task);
                });
            });
        }));

        assertThat(log).containsExactly("CancelledError at 1", "x at 5");
    }

    @Test
    void ofNothingIsRefused() {
        assertThatThrownBy(() -> waitFirst(List.<Task<String>>of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("waitFirst(..) of no tasks");
    }
}
