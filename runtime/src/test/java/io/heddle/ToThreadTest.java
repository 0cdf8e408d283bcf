package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.toThread;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ToThreadTest extends KernelTest {
    @Test
    void theWorkRunsOnAnotherThreadAndTheTaskGoesOnOnTheLoop() {
        var loopThread = Thread.currentThread();
        runner.run(body(() -> await(toThread((Callable<Thread>) Thread::currentThread), worker -> {
            assertThat(worker).isNotSameAs(loopThread);
            assertThat(Thread.currentThread()).isSameAs(loopThread);
            return value(null);
        })));
    }

    @Test
    void whatTheWorkThrowsTheAwaitThrows() {
        var failure = new IOException("gone");

        assertThatThrownBy(() -> runner.run(toThread(() -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    @Test
    void virtualTimeStandsStillWhileWorkIsUnderWay() {
        var slept = new CountDownLatch(1);
        runner.run(body(() -> {
            var sleeper = spawn(body(() -> await(sleep(1), v -> {
                log.add("slept");
                slept.countDown();
                return value(null);
            })));
            return await(
                    gather(sleeper, toThread(() -> {
                        assertThat(slept.getCount()).isEqualTo(1);
                        return "x";
                    })),
                    v -> value(null));
        }));

        assertThat(log).containsExactly("slept");
    }

    @Test
    void aCancellationLeavesTheThreadToItself() {
        var begun = new Promise<String>();
        var release = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        runner.run(body(() -> {
            var task = spawn(outcomeOf(toThread(() -> {
                begun.complete("begun");
                try {
                    release.await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
                return "dropped";
            })));
            return await(begun, v -> {
                task.cancel();
                return await(task, outcome -> {
                    release.countDown();
                    return value(log.add(outcome));
                });
            });
        }));
        runner.close();

        assertThat(log).containsExactly("CancelledError");
        assertThat(interrupted).isFalse();
    }

    @Test
    void aCancellationMayInterruptTheThread() {
        var begun = new Promise<String>();
        var interrupted = new Promise<String>();
        runner.run(body(() -> {
            var task = spawn(outcomeOf(toThread(() -> {
                begun.complete("begun");
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.complete("interrupted");
                }
                return "dropped";
            })));
            return await(begun, v -> {
                task.cancel(true);
                return await(gather(task, interrupted), outcomes -> value(log.addAll(outcomes)));
            });
        }));

        assertThat(log).containsExactly("CancelledError", "interrupted");
    }

    @Test
    void theContextGoesAlong() {
        var user = ContextVar.of("user", "nobody");
        runner.run(body(() -> {
            user.set("ada");
            return await(toThread(() -> user.get() + " on a thread"), v -> value(log.add(v)));
        }));

        assertThat(log).containsExactly("ada on a thread");
    }

    @Test
    void anExecutorOfTheUsersRunsTheWork() {
        try (var own = Runner.builder()
                .blockingExecutor(work -> {
                    log.add("executor");
                    work.run();
                })
                .build()) {
            assertThat(own.run(toThread(() -> "x"))).isEqualTo("x");
        }
        assertThat(log).containsExactly("executor");
    }

    @Test
    void anExecutorThatRefusesFailsTheAwait() {
        try (var own = Runner.builder()
                .virtualTime(true)
                .blockingExecutor(work -> {
                    throw new java.util.concurrent.RejectedExecutionException("full");
                })
                .build()) {
            assertThatThrownBy(() -> own.run(toThread(() -> "x")))
                    .isInstanceOf(java.util.concurrent.RejectedExecutionException.class)
                    .hasMessage("full");
            assertThat(own.run(yieldNow())).isNull();
        }
    }

    @Test
    void theRunnerWaitsForWorkThatIsUnderWayWhenItCloses() {
        var begun = new Promise<String>();
        var done = new AtomicBoolean();
        try (var own = Runner.virtualTime()) {
            own.run(body(() -> {
                spawn(toThread(() -> {
                    begun.complete("begun");
                    done.set(true);
                    return "x";
                }));
                return await(begun);
            }));
        }

        assertThat(done).isTrue();
    }

    @Test
    void workThatIsCancelledBeforeAThreadTakesItNeverBegins() {
        var queue = new java.util.ArrayDeque<Runnable>();
        try (var own = Runner.builder().blockingExecutor(queue::add).build()) {
            own.run(body(() -> {
                var task = spawn(outcomeOf(toThread(() -> log.add("ran"))));
                return await(yieldNow(), v -> {
                    task.cancel();
                    return await(task, outcome -> {
                        queue.remove().run();
                        return value(log.add(outcome));
                    });
                });
            }));
        }

        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void aFutureOfTheJdkIsAwaitedOnAThreadAndLeftWhenThatIsInterrupted() {
        var never = new FutureTask<>(() -> "never run");
        var done = new FutureTask<>(() -> "done");
        done.run();
        var began = new Promise<String>();
        var left = new Promise<String>();
        runner.run(body(() -> {
            var task = spawn(outcomeOf(toThread(() -> {
                began.complete("began");
                try {
                    return never.get();
                } catch (InterruptedException e) {
                    left.complete("left");
                    throw e;
                }
            })));
            return await(toThread(() -> done.get()), value -> {
                log.add(value);
                return await(began, v -> {
                    task.cancel(true);
                    return await(gather(task, left), outcomes -> value(log.addAll(outcomes)));
                });
            });
        }));

        assertThat(log).containsExactly("done", "CancelledError", "left");
        assertThat(never).isNotDone();
    }
}
