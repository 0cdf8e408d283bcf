package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.spawnEager;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of CPython's test_eager_task_factory.py, in our terms. */
class EagerTaskTest extends KernelTest {
    @Test
    void oneThatDoesNotWaitHasEndedWhenItsSpawnerGoesOn() {
        runner.run(body(() -> {
            var task = spawnEager(done("x"));
            assertThat(task.isDone()).isTrue();
            assertThat(task.resultNow()).isEqualTo("x");
            return value(null);
        }));
    }

    @Test
    void oneThatFailsAtOnceKeepsItsFailureForThoseWhoAwaitIt() {
        var failure = new IOException("broken");
        runner.run(body(() -> {
            var task = spawnEager(body(() -> {
                throw failure;
            }));
            return await(outcomeOf(task), outcome -> {
                assertThat(task.exceptionNow()).isSameAs(failure);
                return value(log.add(outcome));
            });
        }));

        assertThat(log).containsExactly("IOException(broken)");
    }

    @Test
    void oneThatFailsAtOnceAndThatNobodyRetrievesIsReported() {
        runner.run(body(() -> value(spawnEager(body(() -> {
                    throw new IOException("broken");
                }))
                .isDone())));
        runner.close();

        assertThat(reports).containsExactly("Task-2: java.io.IOException: broken");
    }

    @Test
    void itIsTheCurrentTaskWhileItRunsAndItsSpawnerIsAgainAfterwards() {
        runner.run(body(() -> {
            var spawner = Task.current();
            var inside = new Task<?>[1];
            var task = spawnEager(body(() -> {
                inside[0] = Task.current();
                return await(yieldNow());
            }));
            assertThat(inside[0]).isSameAs(task);
            assertThat(Task.current()).isSameAs(spawner);
            return await(task);
        }));
    }

    @Test
    void oneMaySpawnAnother() {
        runner.run(body(() -> {
            var outer = spawnEager(body(() -> {
                log.add("outer");
                var inner = spawnEager(body(() -> {
                    log.add("inner");
                    return await(yieldNow(), v -> value("inner"));
                }));
                log.add("outer again");
                return await(inner);
            }));
            log.add("spawner");
            return await(outer, v -> value(log.add(v)));
        }));

        assertThat(log).containsExactly("outer", "inner", "outer again", "spawner", "inner");
    }

    @Test
    void itSeesTheContextOfItsSpawnerAndKeepsWhatItSets() {
        var user = ContextVar.of("user", "nobody");
        runner.run(body(() -> {
            user.set("ada");
            var task = spawnEager(body(() -> {
                log.add(user.get());
                user.set("eve");
                return await(yieldNow(), v -> value(log.add(user.get())));
            }));
            log.add(user.get());
            return await(task);
        }));

        assertThat(log).containsExactly("ada", "ada", "eve");
    }

    @Test
    void itIsAmongTheTasksOfTheLoopOnlyWhileItWaits() {
        runner.run(body(() -> {
            var waiting = spawnEager(yieldNow());
            var ended = spawnEager(done("x"));
            assertThat(Task.all()).contains(waiting).doesNotContain(ended);
            return await(waiting, v -> {
                assertThat(Task.all()).doesNotContain(waiting);
                return value(null);
            });
        }));
    }

    @Test
    void aCancellationInItsFirstStepIsThrownAtItsFirstWait() {
        runner.run(body(() -> {
            var task = spawnEager(body(() -> {
                Task.current().cancel("stop");
                return await(slow(5, "x"));
            }));
            return await(outcomeOf(task), outcome -> value(log.add(outcome)));
        }));

        assertThat(log).containsExactly("x CancelledError(stop) at 0", "CancellationException(stop)");
    }

    @Test
    void aCancellationThatIsPendingInItsSpawnerDoesNotReachIt() {
        runner.run(body(() -> {
            var spawner = spawnEager(body(() -> {
                Task.current().cancel();
                var task = spawnEager(slow(1, "x"));
                return await(yieldNow(), v -> value("unreached"), e -> await(task));
            }));
            return await(spawner, v -> value(log.add("spawner: " + v)));
        }));

        assertThat(log).containsExactly("x at 1", "spawner: x");
    }

    @Test
    void gatheringTasksThatHaveEndedSuspendsNothing() {
        runner.run(body(() -> {
            EventLoop.current().execute(() -> log.add("another"));
            return await(gather(spawnEager(done("a")), spawnEager(done("b"))), values -> value(log.addAll(values)));
        }));

        assertThat(log).startsWith("a", "b");
    }

    @Test
    void aCallbackMaySpawnOne() {
        runner.run(body(() -> {
            EventLoop.current().execute(() -> {
                spawnEager(slow(1, "x"));
                log.add("callback");
            });
            return await(sleep(5));
        }));

        assertThat(log).containsExactly("callback", "x at 1");
    }

    @Test
    void itIsReadyInTheOrderOfItsFirstWait() {
        runner.run(body(() -> {
            var one = spawnEager(body(() -> await(yieldNow(), v -> value(log.add("one")))));
            EventLoop.current().execute(() -> log.add("callback"));
            return await(one);
        }));

        assertThat(log).containsExactly("one", "callback");
    }

    private static Coroutine<Integer> endless(int depth) {
        return body(() -> await(spawnEager(endless(depth + 1)), v -> value(v)));
    }

    /** Where exactly the stack ends, whether in a body or in the kernel, depends on its size. */
    @ParameterizedTest
    @ValueSource(ints = {300_000, 301_231, 302_462, 303_693, 304_924, 306_155, 307_386, 308_617, 309_848, 311_079})
    void anOverflowOfTheStackAmongEagerTasksLeavesNoneBehind(int stackSize) throws InterruptedException {
        var ends = new ArrayList<String>();
        var thread = new Thread(
                null,
                () -> ends.add(Coroutines.run(body(() -> {
                    try {
                        spawnEager(endless(0));
                    } catch (StackOverflowError e) {
                        // it may be thrown out here, or be the failure of the tasks
                    }
                    return value("end");
                }))),
                "small stack",
                stackSize);
        thread.setDaemon(true);
        thread.start();
        thread.join(TimeUnit.SECONDS.toMillis(60));

        assertThat(ends).containsExactly("end");
    }
}
