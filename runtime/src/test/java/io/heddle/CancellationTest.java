package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.fromStage;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.gatherOutcomes;
import static io.heddle.Coroutines.race;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.withTimeout;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code cancel} in every state of a task, and what comes of it; as asyncio but for the two kinds of exception. */
class CancellationTest extends KernelTest {
    @Test
    void aTaskCancelledBeforeItBeginsNeverRuns() {
        runner.run(body(() -> {
            var task = spawn(body(() -> value(log.add("ran"))));
            assertThat(task.cancel()).isTrue();
            assertThat(task.isDone()).isFalse();
            return await(outcomeOf(task), outcome -> {
                assertThat(outcome).isEqualTo("CancellationException");
                assertThat(task.isCancelled()).isTrue();
                return value(null);
            });
        }));

        assertThat(log).isEmpty();
    }

    @Test
    void aSleepingTaskIsWokenAtOnce() {
        runner.run(body(() -> {
            var task = spawn(slow(100, "x"));
            return await(sleep(1), v -> {
                task.cancel("enough");
                return await(outcomeOf(task), outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("x CancelledError(enough) at 1", "CancellationException(enough)");
        assertThat(now()).isEqualTo(1);
    }

    @Test
    void aRunningTaskIsCancelledAtItsNextAwaitThatSuspends() {
        runner.run(body(() -> {
            var task = spawn(body(() -> {
                Task.current().cancel();
                log.add("still running");
                return await(Coroutines.done("ready"), ready -> {
                    log.add("a ready await does not throw");
                    return await(sleep(1), v -> value("unreached"), e -> {
                        log.add(shortly(e) + " at " + now());
                        throw e;
                    });
                });
            }));
            return await(outcomeOf(task), outcome -> value(log.add(outcome)));
        }));

        assertThat(log)
                .containsExactly(
                        "still running",
                        "a ready await does not throw",
                        "CancelledError at 0",
                        "CancellationException");
    }

    @Test
    void aBodyThatEndsWithACancellationPendingIsCancelled() {
        runner.run(body(() -> {
            var returning = spawn(body(() -> {
                Task.current().cancel("late");
                return value("lost");
            }));
            var throwing = spawn(body(() -> {
                Task.current().cancel();
                throw new IllegalStateException("own");
            }));
            return await(gather(outcomeOf(returning), outcomeOf(throwing)), outcomes -> value(log.addAll(outcomes)));
        }));

        assertThat(log).containsExactly("CancellationException(late)", "IllegalStateException(own)");
    }

    @Test
    void aReadyTaskThrowsInPlaceOfTheValueThatHasCome() {
        runner.run(body(() -> {
            var promise = new Promise<String>();
            var task = spawn(outcomeOf(promise));
            return await(yieldNow(), v -> {
                promise.complete("value");
                assertThat(task.cancel()).isTrue();
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void aDoneTaskCannotBeCancelled() {
        runner.run(body(() -> {
            var task = spawn(body(() -> value("x")));
            return await(task, v -> {
                assertThat(task.cancel()).isFalse();
                assertThat(task.isCancelled()).isFalse();
                assertThat(task.resultNow()).isEqualTo("x");
                return value(null);
            });
        }));
    }

    @Test
    void theAwaitedTaskIsCancelledTooAndWaitedFor() {
        runner.run(body(() -> {
            var inner = spawn(cleaningUp(100, 5));
            var outer = spawn(outcomeOf(inner));
            return await(sleep(1), v -> {
                outer.cancel("stop");
                return await(outer, outcome -> value(log.add(outcome + " at " + now())));
            });
        }));

        assertThat(log).containsExactly("cleaning up at 1", "clean at 6", "CancelledError(stop) at 6");
    }

    @Test
    void anAwaitedTaskThatSwallowsTheCancellationGivesItsValue() {
        runner.run(body(() -> {
            var inner = spawn(stubborn(100, "value"));
            var outer = spawn(outcomeOf(inner));
            return await(sleep(1), v -> {
                outer.cancel();
                return await(outer, outcome -> {
                    assertThat(outer.isCancelled()).isFalse();
                    assertThat(outer.cancelling()).isEqualTo(1);
                    return value(log.add(outcome));
                });
            });
        }));

        assertThat(log).containsExactly("value");
    }

    @Test
    void anAwaitedTaskThatFailsInItsCleanUpFailsTheAwait() {
        runner.run(body(() -> {
            var inner = spawn(body(() -> await(sleep(100), v -> value("x"), e -> {
                throw new IllegalStateException("clean-up");
            })));
            var outer = spawn(outcomeOf(inner));
            return await(sleep(1), v -> {
                outer.cancel();
                return await(outer, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("IllegalStateException(clean-up)");
    }

    @Test
    void aTaskThatSomebodyElseCancelledIsAnOrdinaryFailure() {
        runner.run(body(() -> {
            var inner = spawn(slow(100, "x"));
            var outer = spawn(body(() -> await(inner)));
            return await(sleep(1), v -> {
                inner.cancel();
                return await(outcomeOf(outer), outcome -> {
                    assertThat(outer.isCancelled()).isFalse();
                    assertThat(outer.exceptionNow()).isInstanceOf(CancellationException.class);
                    return value(log.add(outcome));
                });
            });
        }));

        assertThat(log).containsExactly("x CancelledError at 1", "CancellationException");
    }

    @Test
    void aTaskThatLetsItsCancellationEscapeIsCancelled() {
        runner.run(body(() -> {
            var task = spawn(body(() -> await(sleep(100))));
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
    void aTaskMaySwallowItsCancellationAndBeCancelledAgain() {
        runner.run(body(() -> {
            var task = spawn(body(() -> await(sleep(100), v -> value("x"), first -> {
                log.add("first");
                return await(sleep(100), v -> value("y"), second -> {
                    log.add("second, " + Task.current().cancelling());
                    throw second;
                });
            })));
            return await(sleep(1), v -> {
                task.cancel();
                return await(sleep(1), w -> {
                    assertThat(task.isDone()).isFalse();
                    task.cancel();
                    return await(outcomeOf(task), outcome -> value(log.add(outcome)));
                });
            });
        }));

        assertThat(log).containsExactly("first", "second, 2", "CancellationException");
    }

    @Test
    void twoCancellationsInOnePassAreThrownOnce() {
        runner.run(body(() -> {
            var task = spawn(body(() -> await(sleep(100), v -> value("x"), e -> {
                log.add(shortly(e));
                return await(sleep(1), v -> value("cleaned up"));
            })));
            return await(sleep(1), v -> {
                task.cancel("one");
                task.cancel("two");
                return await(outcomeOf(task), outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("CancelledError(one)", "cleaned up");
    }

    @Test
    void uncancelTakesRequestsBackAndWithTheLastAPendingCancellation() {
        runner.run(body(() -> {
            var task = Task.current();
            task.cancel();
            task.cancel();
            assertThat(task.cancelling()).isEqualTo(2);
            assertThat(task.uncancel()).isEqualTo(1);
            assertThat(task.uncancel()).isZero();
            assertThat(task.uncancel()).isZero();
            return await(sleep(1), v -> value(log.add("not cancelled")));
        }));

        assertThat(log).containsExactly("not cancelled");
    }

    @Test
    void aPromiseIsCancelledWithTheTaskThatAwaitsIt() {
        runner.run(body(() -> {
            var promise = new Promise<String>();
            var one = spawn(outcomeOf(promise));
            var other = spawn(outcomeOf(promise));
            return await(yieldNow(), v -> {
                one.cancel();
                assertThat(promise.isCancelled()).isTrue();
                return await(gather(one, other), outcomes -> value(log.addAll(outcomes)));
            });
        }));

        assertThat(log).containsExactly("CancelledError", "CancellationException");
    }

    @Test
    void inACycleOfAwaitsTheTaskWhereTheCancellationComesRoundGoesOnAtOnce() {
        List<Task<String>> tasks = new java.util.ArrayList<>();
        runner.run(body(() -> {
            for (var i = 0; i < 3; i++) {
                var next = (i + 1) % 3;
                var me = i;
                tasks.add(spawn(body(() -> await(tasks.get(next), v -> value(v), e -> {
                    log.add(me + " " + shortly(e));
                    throw e;
                }))));
            }
            return await(yieldNow(), v -> {
                tasks.get(0).cancel();
                return await(outcomeOf(tasks.get(0)), outcome -> await(outcomeOf(tasks.get(1)), o -> value(null)));
            });
        }));

        assertThat(log).containsExactly("0 CancelledError", "2 CancelledError", "1 CancelledError");
    }

    @Test
    void aCycleThroughAGatherIsLeftToo() {
        var tasks = new Task<?>[2];
        runner.run(body(() -> {
            tasks[0] = spawn(body(() -> await(gather(tasks[1], slow(100, "slow")), v -> value(v))));
            tasks[1] = spawn(body(() -> await(tasks[0])));
            return await(sleep(1), v -> {
                tasks[1].cancel();
                return await(outcomeOf(tasks[0]), outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).contains("slow CancelledError at 1", "CancellationException");
        assertThat(now()).isEqualTo(1);
    }

    @Test
    void aLongChainOfAwaitsIsCancelledWithoutRecursion() {
        var result = runner.run(body(() -> {
            Task<?> last = spawn(slow(100, "end"));
            for (var i = 0; i < 100_000; i++) {
                var awaited = last;
                last = spawn(body(() -> await(awaited)));
            }
            var outermost = last;
            return await(sleep(1), v -> {
                outermost.cancel();
                return await(outcomeOf(outermost));
            });
        }));

        assertThat(result).isEqualTo("CancellationException");
        assertThat(log).containsExactly("end CancelledError at 1");
    }

    private static Stream<Arguments> waysToWaitForAnother() {
        return Stream.of(
                way("gather", inner -> await(gather(List.of(inner)), v -> value(v.get(0)))),
                way("gatherOutcomes", inner -> await(gatherOutcomes(List.of(inner)), v -> value(v.toString()))),
                way("race", inner -> await(race(List.of(inner)))),
                way("asFuture", inner -> await(fromStage(spawn(inner).toCompletableFuture()))),
                way(
                        "group",
                        inner -> await(inGroup(children -> {
                            children.spawn(inner);
                            return done("body");
                        }))));
    }

    private static Arguments way(String name, Function<Coroutine<String>, Body.Next<String>> way) {
        return arguments(named(name, way));
    }

    @ParameterizedTest
    @MethodSource("waysToWaitForAnother")
    void whatIsNestedDeepIsCancelledWithoutRecursion(Function<Coroutine<String>, Body.Next<String>> way) {
        Coroutine<String> nested = slow(100, "end");
        for (var i = 0; i < 10_000; i++) {
            var inner = nested;
            nested = body(() -> way.apply(inner));
        }
        var outermost = nested;
        var result = runner.run(body(() -> {
            var task = spawn(outermost);
            return await(sleep(1), v -> {
                task.cancel();
                return await(outcomeOf(task));
            });
        }));

        assertThat(result).isEqualTo("CancellationException");
        assertThat(log).containsExactly("end CancelledError at 1");
    }

    @Test
    void whatATaskWaitsForIsCancelledInOrderEachWithAllBelowIt() {
        runner.run(body(() -> {
            var task = spawn(body(() ->
                    await(gather(gather(slow(100, "a"), slow(100, "b")), slow(100, "c")), v -> value(v))));
            return await(sleep(1), v -> {
                task.cancel();
                return await(outcomeOf(task));
            });
        }));

        assertThat(log).containsExactly("a CancelledError at 1", "b CancelledError at 1", "c CancelledError at 1");
    }

    @Test
    void aCancellationThatIsPendingComesInOrderToWhatIsAwaitedThen() {
        runner.run(body(() -> {
            var first = spawn(slow(100, "a"));
            var second = spawn(slow(100, "b"));
            var task = spawn(body(() -> await(yieldNow(), v -> {
                Task.current().cancel();
                return await(gather(first, second), w -> value(w));
            })));
            return await(sleep(1), v -> await(outcomeOf(task)));
        }));

        assertThat(log).containsExactly("a CancelledError at 0", "b CancelledError at 0");
    }

    @Test
    void runOfACancelledMainThrowsCancellationException() {
        assertThatThrownBy(() -> runner.run(body(() -> {
                    Task.current().cancel("no");
                    return await(sleep(1));
                })))
                .isInstanceOf(CancellationException.class)
                .hasMessage("no");
    }

    @Test
    void aPromiseThatSomebodyElseCancelsTogetherWithTheTaskIsTheTasksOwnCancellation() {
        runner.run(body(() -> {
            var promise = new Promise<String>();
            var task = spawn(outcomeOf(promise));
            return await(yieldNow(), v -> {
                promise.cancel();
                task.cancel("mine");
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("CancelledError(mine)");
    }

    @Test
    void aFailureThatComesTogetherWithACancellationIsOvertaken() {
        runner.run(body(() -> {
            var promise = new Promise<String>();
            var task = spawn(outcomeOf(promise));
            return await(yieldNow(), v -> {
                promise.fail(new IllegalStateException("broken"));
                task.cancel("stop");
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("CancelledError(stop)");
    }

    @Test
    void aWaitThatWasGivenUpThrowsWhatWasSaidFirst() {
        runner.run(body(() -> {
            var task = spawn(outcomeOf(sleep(100)));
            return await(yieldNow(), v -> {
                task.cancel("first");
                task.cancel("second");
                return await(task, outcome -> value(log.add(outcome + " " + task.cancelling())));
            });
        }));

        assertThat(log).containsExactly("CancelledError(first) 2");
    }

    @Test
    void untilAWaitIsGivenUpWhatWasSaidLastIsThrownAndWhoSaysNothingTakesNothingBack() {
        runner.run(body(() -> {
            var task = spawn(body(() -> {
                Task.current().cancel("first");
                Task.current().cancel("second");
                Task.current().cancel();
                return await(outcomeOf(sleep(100)));
            }));
            return await(task, outcome -> value(log.add(outcome)));
        }));

        assertThat(log).containsExactly("CancelledError(second)");
    }

    @Test
    void whatWasSaidToATaskThatRefusedOnceIsThrownTheSecondTime() {
        runner.run(body(() -> {
            var inner = spawn(body(() -> await(outcomeOf(sleep(100)), first -> await(sleep(100)))));
            var outer = spawn(outcomeOf(inner));
            return await(sleep(1), u -> {
                outer.cancel("first");
                return await(sleep(1), v -> {
                    outer.cancel("second");
                    return await(outer, outcome -> value(log.add(outcome)));
                });
            });
        }));

        assertThat(log).containsExactly("CancelledError(second)");
    }

    @Test
    void aBodyMayGoOnAfterItsCancellationAndEndWithAValue() {
        runner.run(body(() -> {
            var task = spawn(body(() -> await(
                    sleep(100), v -> value("x"), e -> await(sleep(3), slept -> value("ignored it until " + now())))));
            return await(sleep(1), v -> {
                task.cancel();
                return await(task, outcome -> value(log.add(outcome + " " + task.isCancelled())));
            });
        }));

        assertThat(log).containsExactly("ignored it until 4 false");
    }

    @Test
    void aTaskThatCancelsOneWhoAwaitsItIsCancelledByIt() {
        runner.run(body(() -> {
            var waiting = new ArrayList<Task<String>>();
            var task =
                    spawn(body(() -> await(sleep(1), v -> value(waiting.get(0).cancel()))));
            waiting.add(spawn(outcomeOf(task)));
            return await(waiting.get(0), outcome -> value(log.add(outcome)));
        }));

        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void structuredBlocksTellTheirOwnCancellationFromOthers() {
        runner.run(body(() -> {
            var task = spawn(body(() -> await(
                    outcomeOf(Coroutines.withTimeout(java.time.Duration.ofSeconds(1), slow(100, "inner"))), first -> {
                        log.add(first + " " + Task.current().cancelling());
                        return await(
                                outcomeOf(Coroutines.withTimeout(java.time.Duration.ofSeconds(10), sleep(100))),
                                second -> {
                                    log.add(second + " " + Task.current().cancelling());
                                    Task.current().uncancel();
                                    return await(sleep(1), v -> value("goes on"));
                                });
                    })));
            return await(sleep(3), v -> {
                task.cancel();
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log)
                .containsExactly(
                        "inner CancelledError at 1",
                        "AsyncTimeoutException(not done within 1s) 0",
                        "CancelledError 1",
                        "goes on");
    }

    @Test
    void uncancelOfATaskThatWasNotCancelledDoesNothing() {
        runner.run(body(() -> {
            assertThat(Task.current().uncancel()).isZero();
            assertThat(Task.current().cancelling()).isZero();
            return await(sleep(1));
        }));
    }

    @Test
    void aCancelledErrorOfAnotherTaskThatIsThrownAgainCancelsTheOneThatThrowsIt() {
        runner.run(body(() -> {
            var caught = new Throwable[1];
            var first = spawn(body(() -> await(sleep(100), v -> value("x"), e -> {
                caught[0] = e;
                throw e;
            })));
            return await(yieldNow(), v -> {
                first.cancel();
                return await(outcomeOf(first), o -> {
                    var second = spawn(body(() -> {
                        throw caught[0];
                    }));
                    return await(outcomeOf(second), outcome -> value(log.add(outcome + " " + second.isCancelled())));
                });
            });
        }));

        assertThat(log).containsExactly("CancellationException true");
    }

    @Test
    void aDiamondOfAwaitsEndsWithOneCancellation() {
        runner.run(body(() -> {
            var bottom = spawn(cleaningUp(100, 2));
            var left = spawn(outcomeOf(bottom));
            var right = spawn(outcomeOf(bottom));
            var top = spawn(outcomeOf(gather(left, right)));
            return await(sleep(1), v -> {
                top.cancel();
                return await(top, outcome -> value(log.add(outcome + " at " + now())));
            });
        }));

        assertThat(log).containsExactly("cleaning up at 1", "clean at 3", "CancelledError at 3");
    }

    /** Fails after a second, and takes five more to close. */
    private Coroutine<String> failingAttempt() {
        return using(() -> sleep(5), failing(1, new IOException("gone at " + (now() + 1))));
    }

    @Test
    void aCancellationWhileAFailingBlockClosesIsThrownByTheNextAwait() {
        runner.run(body(() -> {
            var task = spawn(body(() -> await(failingAttempt(), v -> value(v), e -> {
                log.add(shortly(e) + " with " + shortly(e.getSuppressed()[0]) + " at " + now());
                return await(slow(1, "next"));
            })));
            return await(sleep(2), v -> {
                task.cancel("stop");
                return await(outcomeOf(task), outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log)
                .containsExactly(
                        "IOException(gone at 1) with CancelledError(stop) at 2",
                        "next CancelledError(stop) at 2",
                        "CancellationException(stop)");
    }

    private Coroutine<String> retrying() {
        return body(() -> await(failingAttempt(), v -> value(v), e -> {
            if (!(e instanceof IOException)) {
                throw e;
            }
            log.add(shortly(e) + ", again at " + now());
            return await(retrying());
        }));
    }

    @Test
    void aDeadlineThatPassesWhileAFailingBlockClosesEndsTheRetries() {
        assertThatThrownBy(() -> runner.run(withTimeout(ofSeconds(8), retrying())))
                .isInstanceOf(AsyncTimeoutException.class);
        assertThat(log).containsExactly("IOException(gone at 1), again at 6", "IOException(gone at 7), again at 8");
    }

    @Test
    void aDeadlineThatHasPassedWhileAFailingBlockClosesIsOverWithItsBlock() {
        runner.run(body(() -> await(withTimeout(ofSeconds(2), failingAttempt()), v -> value(v), e -> {
            log.add(shortly(e) + " at " + now());
            return await(slow(1, "next"));
        })));

        assertThat(log).containsExactly("IOException(gone at 1) at 2", "next at 3");
    }

    /** A task of another loop, one pass before its end. */
    private static Task<String> yieldingIn(Queue<Runnable> passes) {
        var task = EventLoop.on(passes::add).spawn(body(() -> await(yieldNow(), v -> value("done"))));
        passes.remove().run();
        return task;
    }

    private static void runAll(Queue<Runnable> passes) {
        while (!passes.isEmpty()) {
            passes.remove().run();
        }
    }

    static Stream<Arguments> waysToAwaitATask() {
        return Stream.of(
                arguments(named("itself", (Function<Task<String>, Awaitable<String>>) task -> task)),
                arguments(named("its future", (Function<Task<String>, Awaitable<String>>)
                        task -> fromStage(task.toCompletableFuture()))),
                arguments(named("in a gather", (Function<Task<String>, Awaitable<String>>) task ->
                        body(() -> await(gather(task), all -> value(all.get(0)))))));
    }

    @ParameterizedTest
    @MethodSource("waysToAwaitATask")
    void aCancellationThatComesTooLateForATaskOfAnotherLoopIsNotLost(Function<Task<String>, Awaitable<String>> way) {
        var passes = new ArrayDeque<Runnable>();
        var theirs = yieldingIn(passes);
        runner.run(body(() -> {
            var task = spawn(outcomeOf(way.apply(theirs)));
            return await(yieldNow(), v -> {
                task.cancel();
                runAll(passes); // it ends, and then it is asked to stop
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(theirs.isCancelled()).isFalse();
        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void aGatherCarriesTheFailuresOfTheOthersThoughOneOfAnotherLoopWasAskedTooLate() {
        var failure = new IOException("while cleaning up");
        var passes = new ArrayDeque<Runnable>();
        var theirs = yieldingIn(passes);
        runner.run(body(() -> {
            Coroutine<String> ours = body(() -> await(sleep(100), v -> value("never"), e -> {
                throw failure;
            }));
            var task = spawn(body(() -> await(gather(theirs, ours), all -> value("never"), e -> {
                assertThat(e).isInstanceOf(CancelledError.class).hasSuppressedException(failure);
                return value("checked");
            })));
            return await(sleep(1), v -> {
                task.cancel();
                runAll(passes); // theirs ends, and then it is asked to stop
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("checked");
    }

    /** It can be read, and not be cancelled. */
    private static final class ReadOnly extends CompletableFuture<String> {
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            throw new UnsupportedOperationException("read-only");
        }

        @Override
        public String toString() {
            return "a read-only future";
        }
    }

    @Test
    void aFutureThatRefusesToBeCancelledIsLeftAlone() {
        var future = new ReadOnly();
        runner.run(body(
                () -> await(race(fromStage(future), slow(1, "x")), winner -> value(log.add("won by " + winner)))));

        assertThat(log).containsExactly("x at 1", "won by x");
        assertThat(reports)
                .containsExactly(
                        "cancel(true) of a read-only future: java.lang.UnsupportedOperationException: read-only");
    }

    @Test
    void aCancellationThatIsThrownOutOfWhatATaskWaitsForLeavesItThere() {
        var line = new WaitQueue<Turn<?>>(this);
        class Stubborn extends Turn<String> {
            @Override
            protected WaitQueue<?> enter(Task<?> task) {
                return line;
            }

            @Override
            protected String proceed(Task<?> task) {
                return "served";
            }

            @Override
            protected WaitQueue<?> giveUp() {
                throw new IllegalStateException("broken");
            }

            @Override
            protected String awaited() {
                return "a stubborn turn";
            }

            @Override
            protected String $describe() {
                return "stubborn()";
            }
        }
        runner.run(body(() -> {
            var task = spawn(body(() -> await(new Stubborn())));
            return await(sleep(1), v -> {
                task.cancel();
                line.wakeFirst();
                return await(outcomeOf(task), outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("served");
        assertThat(reports)
                .containsExactly("the cancellation of a stubborn turn: java.lang.IllegalStateException: broken");
    }
}
