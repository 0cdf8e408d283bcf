package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.run;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.sync.AsyncEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RunnerTest extends KernelTest {
    @Test
    void runGivesTheValueAndThrowsTheFailureAsItIs() {
        var failure = new IOException("gone");

        assertThat(run(slow(0, "x"))).isEqualTo("x");
        assertThat(run(() -> done("from a lambda"))).isEqualTo("from a lambda");
        assertThatThrownBy(() -> run(failing(0, failure))).isSameAs(failure);
        assertThat(EventLoop.isRunning()).isFalse();
    }

    @Test
    void runInsideOfARunningLoopIsRefused() {
        runner.run(body(() -> {
            assertThatThrownBy(() -> run(done("x")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "run(..) inside of event loop main, which is running already: await the coroutine there,"
                                    + " or spawn(..) it");
            assertThatThrownBy(runner::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("close() of a runner inside of a running event loop");
            return value(null);
        }));
    }

    @Test
    void aClosedRunnerRunsNothing() {
        runner.close();
        runner.close();

        assertThatThrownBy(() -> runner.run(done("x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("run(..) of a runner that is closed");
        assertThatThrownBy(() -> runner.loop().execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("event loop main is closed");
        assertThatThrownBy(() -> runner.loop().spawn(done("x"))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void severalRunsShareTheLoopAndItsTasks() {
        var background = runner.run(body(() -> value(spawn(slow(5, "background")))));
        assertThat(background.isDone()).isFalse();

        runner.run(sleep(10));

        assertThat(background.resultNow()).isEqualTo("background");
        assertThat(now()).isEqualTo(10);
    }

    @Test
    void whatIsReadyWhenMainEndsRunsOnceMore() {
        runner.run(body(() -> {
            spawn(body(() -> {
                log.add("first step");
                return await(yieldNow(), v -> value(log.add("second step")));
            }));
            return value(null);
        }));

        assertThat(log).containsExactly("first step");
    }

    @Test
    void closingCancelsAllTasksAndWaitsForThem() {
        var tasks = new ArrayList<Task<?>>();
        runner.run(body(() -> {
            tasks.add(spawn(cleaningUp(100, 5)));
            tasks.add(spawn(slow(100, "x")));
            return await(sleep(1));
        }));
        runner.close();

        assertThat(tasks).allMatch(Task::isCancelled);
        assertThat(log).containsExactly("cleaning up at 1", "x CancelledError at 1", "clean at 6");
    }

    @Test
    void tasksThatAreSpawnedDuringTheShutdownAreCancelledToo() {
        runner.run(body(() -> {
            spawn(body(() -> await(sleep(100), v -> value("x"), e -> {
                spawn(slow(100, "last words"));
                return value("y");
            })));
            return await(sleep(1));
        }));
        runner.close();

        assertThat(log).isEmpty();
        assertThat(reports).isEmpty();
        assertThat(now()).isEqualTo(1);
    }

    @Test
    void futuresOfTasksThatTheShutdownCancelsAreCompleted() {
        var future = runner.run(body(() -> value(spawn(slow(100, "x")).toCompletableFuture())));
        runner.close();

        assertThat(future).isCancelled();
    }

    @Test
    void anInterruptCancelsMainAndTheFlagIsSetAgain() {
        var main = Thread.currentThread();
        assertThatThrownBy(() -> run(body(() -> {
                    EventLoop.current().execute(main::interrupt);
                    return await(new Promise<String>(), v -> value(v), e -> {
                        log.add(shortly(e));
                        assertThat(Thread.currentThread().isInterrupted()).isFalse();
                        throw e;
                    });
                })))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void anInterruptWakesAParkedLoop() throws Exception {
        var thread = new CompletableFuture<Thread>();
        var outcome = new CompletableFuture<String>();
        var running = new Thread(() -> {
            try {
                run(body(() -> {
                    EventLoop.current().schedule(ofMillis(1), () -> thread.complete(Thread.currentThread()));
                    return await(new Promise<String>());
                }));
            } catch (CancellationException e) {
                outcome.complete(
                        "cancelled, interrupted: " + Thread.currentThread().isInterrupted());
            }
        });
        running.start();
        thread.get().interrupt();

        assertThat(outcome.get()).isEqualTo("cancelled, interrupted: true");
    }

    @Test
    void anInterruptThatMainSwallowsIsStillSetAfterwards() {
        Thread.currentThread().interrupt();
        var result = runOr(body(() -> await(yieldNow(), v -> value("not begun"))), "cancelled");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isEqualTo("cancelled");
    }

    private static String runOr(Coroutine<String> main, String whenCancelled) {
        try {
            return Coroutines.run(main);
        } catch (CancellationException e) {
            return whenCancelled;
        }
    }

    @Test
    void aSeedShufflesTheReadyTasksTheSameWayEachTime() {
        assertThat(orderWithSeed(7)).isEqualTo(orderWithSeed(7)).isNotEqualTo(orderWithSeed(8));
        assertThat(orderWithSeed(7)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    private static List<Integer> orderWithSeed(long seed) {
        var order = new ArrayList<Integer>();
        try (var own = Runner.builder().virtualTime(true).seed(seed).build()) {
            own.run(body(() -> {
                for (var i = 0; i < 10; i++) {
                    var me = i;
                    spawn(body(() -> value(order.add(me))));
                }
                return await(sleep(1));
            }));
        }
        return order;
    }

    @Test
    void theNameTellsOneLoopFromAnother() {
        try (var own = Runner.builder().name("worker").build()) {
            assertThat(own.loop()).hasToString("event loop worker");
        }
    }

    @Test
    void theRealClockLetsTasksSleepForTheirTime() {
        var before = System.nanoTime();
        run(Coroutines.sleep(ofMillis(30)));

        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(ofMillis(30).toNanos());
    }

    @Test
    void aRunnerMayMoveFromThreadToThread() throws Exception {
        try (var own = new Runner()) {
            var first = own.run(body(() -> value(Thread.currentThread())));
            var second = CompletableFuture.supplyAsync(() -> own.run(body(() -> value(Thread.currentThread()))))
                    .get();
            assertThat(first).isNotSameAs(second);
        }
    }

    @Test
    void aTimerDuringVirtualTimeTakesNoTime() {
        runner.run(Coroutines.sleep(ofSeconds(1_000_000_000)));

        assertThat(now()).isEqualTo(1_000_000_000);
    }

    @Test
    void anInterruptDuringTheShutdownIsSetAgainAndStopsNoCleanUp() {
        runner.run(body(() -> {
            spawn(cleaningUp(100, 5));
            return await(yieldNow());
        }));
        Thread.currentThread().interrupt();
        runner.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(log).containsExactly("cleaning up at 0", "clean at 5");
    }

    // test_runners.py

    @Test
    void failuresOfTasksThatTheShutdownCancelsAreReported() {
        runner.run(body(() -> {
            spawn(body(() -> await(sleep(100), v -> value("x"), e -> {
                        throw new IllegalStateException("in the clean-up");
                    })))
                    .named("leftover");
            return await(yieldNow());
        }));
        runner.close();

        assertThat(reports).containsExactly("leftover: java.lang.IllegalStateException: in the clean-up");
    }

    @Test
    void generatorsAreClosedAfterTasksWhoseCleanUpFailed() {
        var numbers = AsyncIterable.<Integer>generate(out -> body(() -> await(out.emit(1), v -> value(null), e -> {
            log.add("closed");
            throw e;
        })));
        assertThatThrownBy(() -> runner.run(body(() -> {
                    spawn(body(() -> await(
                            numbers.iterator().hasNextAsync(),
                            more -> await(sleep(100), v -> value(null), e -> {
                                log.add("cancelled");
                                throw new IllegalStateException("clean-up");
                            }))));
                    return await(yieldNow(), v -> {
                        throw new IllegalArgumentException("main");
                    });
                })))
                .isInstanceOf(IllegalArgumentException.class);
        runner.close();

        assertThat(log).containsExactly("cancelled", "closed");
        assertThat(reports).containsExactly("Task-2: java.lang.IllegalStateException: clean-up");
    }

    @Test
    void anInterruptReachesAMainThatNeverWaitsForAnything() {
        assertThatThrownBy(() -> run(body(() -> {
                    EventLoop.current().execute(Thread.currentThread()::interrupt);
                    return Body.tail(yieldingForEver());
                })))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    private static Coroutine<Void> yieldingForEver() {
        return body(() -> await(yieldNow(), v -> Body.tail(yieldingForEver())));
    }

    @Test
    void anInterruptCancelsWhatMainAwaits() {
        var promise = new Promise<String>();
        assertThatThrownBy(() -> run(body(() -> {
                    EventLoop.current().execute(Thread.currentThread()::interrupt);
                    return await(promise);
                })))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(promise.isCancelled()).isTrue();
    }

    @Test
    void anInterruptOfAMainThatIsBeingCancelledIsNoSecondFailure() {
        assertThatThrownBy(() -> run(body(() -> {
                    var main = Task.current();
                    spawn(body(() -> await(yieldNow(), v -> {
                        main.cancel("by a task");
                        Thread.currentThread().interrupt();
                        return value(null);
                    })));
                    return await(sleep(10));
                })))
                .isInstanceOf(CancellationException.class)
                .hasMessage("by a task")
                .hasNoSuppressedExceptions();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aRunThatIsRefusedLeavesTheCoroutineAlone() {
        var result = runner.run(body(() -> {
            var inner = body(() -> value("x"));
            assertThatThrownBy(() -> runner.run(inner)).isInstanceOf(IllegalStateException.class);
            return await(inner);
        }));

        assertThat(result).isEqualTo("x");
    }

    @Test
    void closingTwiceIsClosingOnce() {
        runner.run(body(() -> value(spawn(slow(100, "x")))));
        runner.close();
        runner.close();

        assertThat(log).containsExactly("x CancelledError at 0");
    }

    @Test
    void aRunnerThatRunsOnAnotherThreadCannotBeClosed() throws Exception {
        var real = new Runner();
        var started = new CompletableFuture<Task<?>>();
        var thread = new Thread(() -> assertThatThrownBy(() -> real.run(body(() -> {
                    started.complete(Task.current());
                    return await(new Promise<String>());
                })))
                .isInstanceOf(CancellationException.class));
        thread.start();
        var main = started.get();

        assertThatThrownBy(real::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("close() of a runner that is running on another thread: cancel its main task, and close it"
                        + " where run(..) has returned");
        main.cancel();
        thread.join();
        real.close();
    }

    @Test
    void aTaskThatTheCloseHasToGiveUpHasFailed() {
        var never = new Promise<String>();
        var line = new AsyncEvent();
        var task = runner.run(body(() -> {
            var other = spawn(body(() -> await(never, v -> value(v), e -> await(line.awaitSet(), v -> value("set")))));
            return await(yieldNow(), v -> value(other));
        }));
        assertThatThrownBy(runner::close).hasMessageStartingWith("no task can go on");

        assertThat(task.isDone()).isTrue();
        assertThatThrownBy(task::get)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("event loop main was closed before Task-2 had ended");
    }
}
