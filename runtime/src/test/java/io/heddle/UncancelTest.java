package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.fromStage;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.race;
import static io.heddle.Coroutines.shield;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.suspend;
import static io.heddle.Coroutines.waitAll;
import static io.heddle.Coroutines.withTimeout;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.sync.AsyncBarrier;
import io.heddle.sync.AsyncCondition;
import io.heddle.sync.AsyncEvent;
import io.heddle.sync.AsyncLock;
import io.heddle.sync.AsyncQueue;
import io.heddle.sync.AsyncSemaphore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * A cancellation that is taken back before the task has gone on. As in asyncio 3.13 it is gone where it has touched
 * nothing yet; where the wait was given up for it, there is nothing that the await could give instead.
 */
class UncancelTest extends KernelTest {
    /** Everything that a task can wait for, and what waits for something in it. */
    private Map<String, Supplier<Awaitable<?>>> waits() {
        var waits = new LinkedHashMap<String, Supplier<Awaitable<?>>>();
        waits.put("sleep", () -> sleep(9));
        waits.put("promise", Promise::new);
        waits.put("task", () -> spawn(sleep(9)));
        waits.put("stage", () -> fromStage(new CompletableFuture<>()));
        waits.put("minimal stage", () -> fromStage(new CompletableFuture<>().minimalCompletionStage()));
        waits.put("suspend", () -> suspend(rest -> {}));
        waits.put("gather", () -> gather(sleep(9), sleep(9)));
        waits.put("race", () -> race(sleep(9), sleep(9)));
        waits.put("shield", () -> shield(sleep(9)));
        waits.put("waitAll", () -> waitAll(List.of(spawn(sleep(9)))));
        waits.put("timeout", () -> withTimeout(ofSeconds(8), sleep(9)));
        waits.put("timeout of a promise", () -> withTimeout(ofSeconds(8), new Promise<>()));
        waits.put("block of a group", () -> inGroup(group -> sleep(9)));
        waits.put("end of a group", () -> inGroup(group -> body(() -> value(group.spawn(sleep(9))))));
        waits.put(
                "join of a group",
                () -> inGroup(group -> body(() -> {
                    group.spawn(sleep(9));
                    return await(group.join());
                })));
        waits.put("generator", () -> AsyncIterable.generate(out -> sleep(9)).toList());
        waits.put("lock", () -> {
            var lock = new AsyncLock();
            lock.tryAcquire();
            return lock.acquire();
        });
        waits.put("semaphore", () -> new AsyncSemaphore(0).acquire());
        waits.put("event", () -> new AsyncEvent().awaitSet());
        waits.put("barrier", () -> new AsyncBarrier(2).arrive());
        waits.put("queue", () -> new AsyncQueue<>().get());
        waits.put("full queue", () -> {
            var queue = new AsyncQueue<String>(1);
            queue.offer("x");
            return queue.put("y");
        });
        waits.put("condition", () -> {
            var condition = new AsyncCondition();
            return body(() -> await(condition.acquire(), v -> await(condition.awaitSignal())));
        });
        return waits;
    }

    @Test
    void aWaitThatWasGivenUpForACancellationThrowsItAlthoughItIsTakenBack() {
        waits().forEach((name, wait) -> runner.run(body(() -> {
            var task = spawn(body(() -> await(outcomeOf(wait.get()), how -> value(name + ": " + how))));
            return await(
                    yieldNow(),
                    u -> await(yieldNow(), v -> {
                        task.cancel();
                        assertThat(task.uncancel()).as(name).isZero();
                        return await(task, how -> {
                            assertThat(how).isEqualTo(name + ": CancelledError");
                            return value(null);
                        });
                    }));
        })));

        assertThat(now()).isZero();
    }

    @Test
    void theMessageStays() {
        var how = runner.run(body(() -> {
            var task = spawn(outcomeOf(sleep(9)));
            return await(yieldNow(), v -> {
                task.cancel("taken back");
                task.uncancel();
                return await(task);
            });
        }));

        assertThat(how).isEqualTo("CancelledError(taken back)");
    }

    @Test
    void aTaskThatHasNotBegunBeginsAfterAll() {
        var how = runner.run(body(() -> {
            var task = spawn(slow(1, "slept"));
            task.cancel();
            task.uncancel();
            return await(task);
        }));

        assertThat(how).isEqualTo("slept");
    }

    @Test
    void aTaskForWhichTheValueHasComeGetsIt() {
        var how = runner.run(body(() -> {
            var promise = new Promise<String>();
            var task = spawn(outcomeOf(promise));
            return await(yieldNow(), v -> {
                promise.complete("value");
                task.cancel();
                task.uncancel();
                return await(task);
            });
        }));

        assertThat(how).isEqualTo("value");
    }

    @Test
    void aTaskThatYieldsWaitsForNothingThatCouldBeGivenUp() {
        var how = runner.run(body(() -> {
            var task = spawn(outcomeOf(yieldNow()));
            return await(yieldNow(), v -> {
                task.cancel();
                task.uncancel();
                return await(task);
            });
        }));

        assertThat(how).isEqualTo("null");
    }

    @Test
    void onlyTheLastRequestThatIsTakenBackCounts() {
        var how = runner.run(body(() -> {
            var task = spawn(outcomeOf(yieldNow()));
            return await(yieldNow(), v -> {
                task.cancel("one");
                task.cancel("two");
                task.uncancel();
                return await(task);
            });
        }));

        assertThat(how).isEqualTo("CancelledError(two)");
    }

    @Test
    void aLockThatWasGivenUpIsNotHeldAndGoesToTheNext() {
        var how = runner.run(body(() -> {
            var lock = new AsyncLock();
            lock.tryAcquire();
            var first = spawn(outcomeOf(lock.acquire()));
            var second = spawn(outcomeOf(lock.acquire()));
            return await(yieldNow(), v -> {
                first.cancel();
                first.uncancel();
                lock.release();
                return await(gather(first, second));
            });
        }));

        assertThat(how).containsExactly("CancelledError", "null");
    }

    @Test
    void whatEndedBeforeTheCancellationIsDeliveredOnceThatIsTakenBack() {
        var how = runner.run(body(() -> {
            var lock = new AsyncLock();
            lock.tryAcquire();
            var task = spawn(outcomeOf(lock.acquire()));
            return await(yieldNow(), v -> {
                lock.release();
                task.cancel();
                task.uncancel();
                return await(task, w -> value(w + " " + lock.isLocked()));
            });
        }));

        assertThat(how).isEqualTo("null true");
    }

    @Test
    void aCancellationThatWasPendingWhenTheWaitBeganIsThrownAlthoughItIsTakenBack() {
        var how = runner.run(body(() -> {
            var task = spawn(body(() -> {
                Task.current().cancel();
                return await(outcomeOf(sleep(9)));
            }));
            return await(yieldNow(), v -> {
                task.uncancel();
                return await(task);
            });
        }));

        assertThat(how).isEqualTo("CancelledError");
    }

    @Test
    void aTaskThatWasLeftInACycleOfAwaitsThrowsAlthoughItIsTakenBack() {
        var how = runner.run(body(() -> {
            var other = new Promise<Task<?>>();
            var one = spawn(body(() -> await(other, task -> await(outcomeOf(task)))));
            other.complete(spawn(outcomeOf(one)));
            return await(
                    yieldNow(),
                    u -> await(yieldNow(), v -> {
                        one.cancel();
                        one.uncancel();
                        return await(one);
                    }));
        }));

        assertThat(how).isEqualTo("CancelledError");
    }
}
