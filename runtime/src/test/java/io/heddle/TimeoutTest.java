package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.withTimeout;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TimeoutTest extends KernelTest {
    @Test
    void whatIsDoneInTimeGivesItsResultAndLeavesNoTimer() {
        runner.run(body(() -> await(withTimeout(ofSeconds(100), slow(1, "x")), v -> value(log.add(v)))));

        assertThat(log).containsExactly("x at 1", "x");
        assertThat(((LoopCore) runner.loop()).timers.isEmpty()).isTrue();
    }

    @Test
    void atTheDeadlineItIsCancelledAndWaitedFor() {
        assertThatThrownBy(() -> runner.run(withTimeout(ofMillis(1500), cleaningUp(10, 3))))
                .isInstanceOf(AsyncTimeoutException.class)
                .hasMessage("not done within 1.5s")
                .hasCauseInstanceOf(CancelledError.class);
        assertThat(log).containsExactly("cleaning up at 1", "clean at 4");
    }

    @Test
    void aCoroutineRunsInTheCallersOwnTask() {
        runner.run(body(() -> {
            var me = Task.current();
            return await(withTimeout(ofSeconds(1), body(() -> value(Task.current()))), task -> {
                assertThat(task).isSameAs(me);
                return value(null);
            });
        }));
    }

    @Test
    void afterATimeoutTheTaskIsNotCancelled() {
        runner.run(body(() -> await(outcomeOf(withTimeout(ofSeconds(1), slow(5, "x"))), outcome -> {
            assertThat(Task.current().cancelling()).isZero();
            log.add(outcome);
            return await(sleep(1), v -> value(log.add("goes on at " + now())));
        })));

        assertThat(log)
                .containsExactly("x CancelledError at 1", "AsyncTimeoutException(not done within 1s)", "goes on at 2");
    }

    @Test
    void aValueOrFailureThatStillComesOfItIsTheResult() {
        assertThat(runner.run(withTimeout(ofSeconds(1), stubborn(5, "nonetheless"))))
                .isEqualTo("nonetheless");
        assertThatThrownBy(() -> runner.run(withTimeout(
                        ofSeconds(1),
                        body(() -> await(sleep(5), v -> value("x"), e -> {
                            throw new IllegalStateException("clean-up");
                        })))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("clean-up");
    }

    @Test
    void aCancellationFromOutsideStaysOne() {
        runner.run(body(() -> {
            var task = spawn(body(() -> await(withTimeout(ofSeconds(10), slow(20, "x")))));
            return await(sleep(1), v -> {
                task.cancel();
                return await(outcomeOf(task), outcome -> {
                    assertThat(task.isCancelled()).isTrue();
                    return value(log.add(outcome));
                });
            });
        }));

        assertThat(log).containsExactly("x CancelledError at 1", "CancellationException");
    }

    @Test
    void aCancellationBeforeTheFirstSuspensionStaysOneThoughCleaningUpTakesLonger() {
        var task = runner.loop().spawn(withTimeout(ofSeconds(2), body(() -> {
            Task.current().cancel();
            return await(cleaningUp(10, 5));
        })));
        runner.run(outcomeOf(task));

        assertThat(task.isCancelled()).isTrue();
        assertThat(log).containsExactly("cleaning up at 0");
    }

    @Test
    void aCancellationFromOutsideWinsOverADeadlineOfTheSamePass() {
        runner.run(body(() -> {
            var task = spawn(body(() -> await(withTimeout(ofSeconds(1), slow(20, "x")))));
            return await(sleep(1), v -> {
                task.cancel();
                return await(outcomeOf(task), outcome -> {
                    assertThat(task.isCancelled()).isTrue();
                    return value(null);
                });
            });
        }));
    }

    @Test
    void theOuterOfTwoNestedDeadlinesIsToldFromTheInner() {
        runner.run(body(() ->
                await(outcomeOf(withTimeout(ofSeconds(1), withTimeout(ofSeconds(5), slow(10, "x")))), outer -> {
                    log.add(outer);
                    return await(
                            outcomeOf(withTimeout(ofSeconds(5), outcomeOf(withTimeout(ofSeconds(1), slow(10, "y"))))),
                            inner -> value(log.add(inner)));
                })));

        assertThat(log)
                .containsExactly(
                        "x CancelledError at 1",
                        "AsyncTimeoutException(not done within 1s)",
                        "y CancelledError at 2",
                        "AsyncTimeoutException(not done within 1s)");
    }

    @Test
    void twoDeadlinesAtTheSameMomentGiveTheOuterTimeout() {
        assertThatThrownBy(() -> runner.run(withTimeout(
                        ofSeconds(1), body(() -> await(withTimeout(ofSeconds(1), slow(10, "x")))))))
                .isInstanceOf(AsyncTimeoutException.class);
        assertThat(log).containsExactly("x CancelledError at 1");
    }

    @Test
    void anAwaitedTaskIsCancelledAtTheDeadline() {
        runner.run(body(() -> {
            var task = spawn(cleaningUp(10, 2));
            return await(outcomeOf(withTimeout(ofSeconds(1), task)), outcome -> {
                assertThat(task.isCancelled()).isTrue();
                return value(log.add(outcome + " at " + now()));
            });
        }));

        assertThat(log)
                .containsExactly("cleaning up at 1", "clean at 3", "AsyncTimeoutException(not done within 1s) at 3");
    }

    @Test
    void anAwaitedStageIsCancelledAtTheDeadline() {
        var future = new CompletableFuture<String>();

        assertThatThrownBy(() -> runner.run(withTimeout(ofSeconds(1), future)))
                .isInstanceOf(AsyncTimeoutException.class);
        assertThat(future).isCancelled();
    }

    @Test
    void withNoTimeAtAllWhatIsDoneGivesItsResult() {
        assertThat(runner.run(withTimeout(ZERO, done("x")))).isEqualTo("x");
        assertThat(runner.run(withTimeout(ofSeconds(-1), CompletableFuture.completedFuture("y"))))
                .isEqualTo("y");
        String third = runner.run(body(() -> {
            var task = spawn(slow(0, "z"));
            return await(task, v -> await(withTimeout(ZERO, task)));
        }));
        assertThat(third).isEqualTo("z");
    }

    @Test
    void withNoTimeAtAllACoroutineNeverBegins() {
        var coroutine = slow(1, "x");

        assertThatThrownBy(() -> runner.run(withTimeout(ZERO, coroutine)))
                .isInstanceOf(AsyncTimeoutException.class)
                .hasMessage("not done within 0s");
        assertThat(log).isEmpty();
        assertThatThrownBy(() -> runner.run(coroutine)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withNoTimeAtAllATaskIsCancelledAndWaitedFor() {
        runner.run(body(() -> {
            var task = spawn(cleaningUp(10, 2));
            return await(
                    yieldNow(),
                    v -> await(outcomeOf(withTimeout(ZERO, task)), outcome -> {
                        assertThat(task.isCancelled()).isTrue();
                        return value(log.add(outcome + " at " + now()));
                    }));
        }));

        assertThat(log)
                .containsExactly("cleaning up at 0", "clean at 2", "AsyncTimeoutException(not done within 0s) at 2");
    }

    @Test
    void withNoTimeAtAllAStageIsCancelled() {
        var future = new CompletableFuture<String>();

        assertThatThrownBy(() -> runner.run(withTimeout(ZERO, future))).isInstanceOf(AsyncTimeoutException.class);
        assertThat(future).isCancelled();
    }

    @Test
    void aHugeLimitIsNone() {
        assertThat(runner.run(withTimeout(Duration.ofSeconds(Long.MAX_VALUE), slow(1, "x"))))
                .isEqualTo("x");
    }

    @Test
    void aNegativeLimitIsLikeNone() {
        runner.run(body(() ->
                await(outcomeOf(withTimeout(ofSeconds(-1), slow(1, "x"))), outcome -> value(log.add(outcome)))));

        assertThat(log).containsExactly("AsyncTimeoutException(not done within -1s)");
    }

    @Test
    void whatEndsAtTheDeadlineItselfIsLateOnlyIfItWakesAfterIt() {
        runner.run(body(() -> {
            var promise = new Promise<String>();
            EventLoop.current().schedule(ofSeconds(1), () -> promise.complete("in time"));
            return await(outcomeOf(withTimeout(ofSeconds(1), promise)), outcome -> value(log.add(outcome)));
        }));

        assertThat(log).containsExactly("AsyncTimeoutException(not done within 1s)");
    }

    @Test
    void aDeadlineInsideOneThatHasPassedStillCounts() {
        runner.run(body(() -> await(
                outcomeOf(withTimeout(
                        ofSeconds(1),
                        body(() -> await(
                                sleep(100),
                                v -> value("x"),
                                e -> await(outcomeOf(withTimeout(ofSeconds(2), sleep(100))), inner -> {
                                    log.add(inner + " at " + now());
                                    throw e;
                                }))))),
                outcome -> value(log.add(outcome + " " + Task.current().cancelling())))));

        assertThat(log)
                .containsExactly(
                        "AsyncTimeoutException(not done within 2s) at 3",
                        "AsyncTimeoutException(not done within 1s) 0");
    }

    @Test
    void aBodyThatSwallowsTheDeadlineIsNotCancelledAgain() {
        runner.run(body(() -> await(
                withTimeout(ofSeconds(1), body(() -> await(stubborn(5, "x"), x -> await(slow(5, "goes on"))))),
                v -> value(log.add(v + " " + Task.current().cancelling())))));

        assertThat(log).containsExactly("goes on at 6", "goes on 0");
    }

    @Test
    void aCancellationWhileTheBodyCleansUpAfterTheDeadlineIsACancellation() {
        runner.run(body(() -> {
            var task = spawn(outcomeOf(withTimeout(ofSeconds(1), cleaningUp(100, 5))));
            return await(sleep(3), v -> {
                task.cancel("stop");
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("cleaning up at 1", "CancelledError(stop)");
    }

    @Test
    void aDeadlineWithoutALoopCountsToo() {
        var future = withTimeout(ofMillis(1), new Promise<String>()).$future();

        assertThatThrownBy(future::join).hasCauseInstanceOf(AsyncTimeoutException.class);
    }

    private static List<String> linesOf(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .map(it -> it.getClassName() + "." + it.getMethodName())
                .toList();
    }

    private static Coroutine<Throwable> caller(Coroutine<?> late) {
        return body("caller", () -> await(withTimeout(ofSeconds(1), late), v -> value(null), e -> value(e)));
    }

    @Test
    void theTraceShowsThoseWhoAwaitTheDeadlineAndWhereTheTaskWasSpawned() {
        var ofATask = runner.run(body(
                () -> await(((LoopCore) runner.loop()).spawn(caller(sleep(9)), "Shop.go(Shop.java:31)"))));
        assertThat(linesOf(ofATask)).containsExactly("Body.caller", "spawned at Shop.go");

        var ofMain = runner.run(caller(sleep(9)));
        assertThat(linesOf(ofMain))
                .startsWith("Body.caller")
                .anyMatch(line -> line.startsWith("jdk.internal.reflect."));

        var withoutTime = runner.run(body(
                "caller", () -> await(withTimeout(ofSeconds(0), spawn(sleep(9))), v -> value(null), e -> value(e))));
        assertThat(linesOf(withoutTime)).startsWith("Body.caller");
    }
}
