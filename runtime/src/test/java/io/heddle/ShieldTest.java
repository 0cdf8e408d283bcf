package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.shield;
import static io.heddle.Coroutines.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ShieldTest extends KernelTest {
    @Test
    void aCancellationIsThrownAtOnceAndTheShieldedRunsOn() {
        runner.run(body(() -> {
            var waiting = spawn(outcomeOf(shield(slow(5, "shielded"))));
            return await(sleep(1), v -> {
                waiting.cancel();
                return await(waiting, outcome -> {
                    log.add(outcome + " at " + now());
                    return await(sleep(10));
                });
            });
        }));

        assertThat(log).containsExactly("CancelledError at 1", "shielded at 5");
    }

    @Test
    void withoutACancellationItIsTheResult() {
        var failure = new IOException("gone");
        assertThat(runner.run(shield(slow(1, "x")))).isEqualTo("x");
        assertThat(runner.run(outcomeOf(shield(failing(1, failure))))).isEqualTo("IOException(gone)");
    }

    @Test
    void aShieldedTaskThatSomebodyCancelsIsAFailure() {
        runner.run(body(() -> {
            var task = spawn(slow(5, "x"));
            var waiting = spawn(outcomeOf(shield(task)));
            return await(sleep(1), v -> {
                task.cancel();
                return await(waiting, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("x CancelledError at 1", "CancellationException");
    }

    @Test
    void aFailureThatNobodyWaitsForAnyMoreIsReported() {
        runner.run(body(() -> {
            var waiting = spawn(outcomeOf(shield(failing(5, new IOException("gone")))));
            return await(sleep(1), v -> {
                waiting.cancel();
                return await(waiting, outcome -> await(sleep(10)));
            });
        }));
        runner.close();

        assertThat(reports).containsExactly("Task-3: java.io.IOException: gone");
    }

    @Test
    void aDeadlineLeavesTheShieldedAlone() {
        runner.run(body(() -> await(
                outcomeOf(Coroutines.withTimeout(java.time.Duration.ofSeconds(1), shield(slow(5, "shielded")))),
                outcome -> {
                    log.add(outcome + " at " + now());
                    return await(sleep(10));
                })));

        assertThat(log).containsExactly("AsyncTimeoutException(not done within 1s) at 1", "shielded at 5");
    }

    @Test
    void aShieldedGatherRunsOnWithAllItsChildren() {
        runner.run(body(() -> {
            var waiting = spawn(outcomeOf(shield(Coroutines.gather(slow(2, "a"), slow(3, "b")))));
            return await(sleep(1), v -> {
                waiting.cancel();
                return await(waiting, outcome -> await(sleep(10)));
            });
        }));

        assertThat(log).containsExactly("a at 2", "b at 3");
    }

    @Test
    void aGatherOfShieldsIsLeftAtOnce() {
        runner.run(body(() -> {
            var waiting = spawn(outcomeOf(Coroutines.gather(shield(slow(2, "a")), slow(3, "b"))));
            return await(sleep(1), v -> {
                waiting.cancel();
                return await(waiting, outcome -> {
                    log.add(outcome + " at " + now());
                    return await(sleep(10));
                });
            });
        }));

        assertThat(log).containsExactly("b CancelledError at 1", "CancelledError at 1", "a at 2");
    }

    @Test
    void aValueNeedsNoShield() {
        runner.run(body(() -> {
            EventLoop.current().execute(() -> log.add("another"));
            return await(shield(Coroutines.done("x")), v -> value(log.add(v)));
        }));

        assertThat(log).startsWith("x");
    }
}
