package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.gatherOutcomes;
import static io.heddle.Coroutines.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class GatherTest extends KernelTest {
    @Test
    void valuesComeInTheOrderOfTheArgumentsHoweverLongEachTakes() {
        var values = runner.run(gather(slow(3, "a"), slow(1, "b"), done("c"), slow(2, "d")));

        assertThat(values).containsExactly("a", "b", "c", "d");
        assertThat(log).containsExactly("b at 1", "d at 2", "a at 3");
        assertThatThrownBy(() -> values.add("e")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void ofNothingIsAnEmptyListWithoutASuspension() {
        runner.run(body(() -> {
            EventLoop.current().execute(() -> log.add("another"));
            return await(gather(), values -> {
                assertThat(values).isEmpty();
                assertThat(log).isEmpty();
                return value(null);
            });
        }));
    }

    @Test
    void theSameAwaitableGivenTwiceRunsOnce() {
        var twice = slow(1, "x");

        assertThat(runner.run(gather(twice, slow(2, "y"), twice))).containsExactly("x", "y", "x");
        assertThat(log).containsExactly("x at 1", "y at 2");
    }

    @Test
    void theSameTaskGivenTwiceIsCancelledOnce() {
        runner.run(body(() -> {
            var child = spawn(slow(100, "x"));
            var gathering = spawn(body(() -> await(gather(child, child))));
            return await(sleep(1), v -> {
                gathering.cancel();
                return await(outcomeOf(gathering), outcome -> {
                    assertThat(child.cancelling()).isEqualTo(1);
                    return value(null);
                });
            });
        }));
    }

    @Test
    void theFirstFailureIsThrownAtOnceAndTheOthersRunOn() {
        var failure = new IOException("first");
        runner.run(body(() -> await(
                outcomeOf(gather(slow(3, "slow"), failing(1, failure), failing(2, new IOException("second")))),
                outcome -> {
                    log.add(outcome + " at " + now());
                    return await(sleep(5));
                })));

        assertThat(log).containsExactly("IOException(first) at 1", "slow at 3");
        assertThat(reports).isEmpty();
    }

    @Test
    void aCancellationCancelsAllAndWaitsForThem() {
        runner.run(body(() -> {
            var gathering = spawn(outcomeOf(gather(cleaningUp(100, 5), slow(100, "quick"), cleaningUp(100, 2))));
            return await(sleep(1), v -> {
                gathering.cancel("stop");
                return await(gathering, outcome -> value(log.add(outcome + " at " + now())));
            });
        }));

        assertThat(log)
                .containsExactly(
                        "cleaning up at 1",
                        "quick CancelledError(stop) at 1",
                        "cleaning up at 1",
                        "clean at 3",
                        "clean at 6",
                        "CancelledError(stop) at 6");
    }

    @Test
    void aCancellationIsThrownEvenWhereAllChildrenSwallowIt() {
        runner.run(body(() -> {
            var gathering = spawn(outcomeOf(gather(stubborn(100, "a"), stubborn(100, "b"))));
            return await(sleep(1), v -> {
                gathering.cancel();
                return await(gathering, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void aCancellationCarriesTheFailuresOfTheChildren() {
        var failure = new IOException("clean-up");
        runner.run(body(() -> {
            var gathering = spawn(body(() -> await(
                    gather(
                            slow(100, "a"),
                            body(() -> await(sleep(100), v -> value("b"), e -> {
                                throw failure;
                            }))),
                    v -> value("unreached"),
                    e -> {
                        assertThat(e).isInstanceOf(CancelledError.class);
                        assertThat(e.getSuppressed()).containsExactly(failure);
                        return value("checked");
                    })));
            return await(sleep(1), v -> {
                gathering.cancel();
                return await(gathering, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("a CancelledError at 1", "checked");
    }

    @Test
    void aCancellationDoesNotCarryWhatWouldHaveBeenAnOutcome() {
        runner.run(body(() -> {
            var gathering = spawn(body(() -> await(
                    gatherOutcomes(
                            List.of(GatherTest.<String>failing(1, new IOException("outcome")), slow(100, "other"))),
                    v -> value("unreached"),
                    e -> {
                        assertThat(e).isInstanceOf(CancelledError.class).hasNoSuppressedExceptions();
                        return value("checked");
                    })));
            return await(sleep(2), v -> {
                gathering.cancel();
                return await(gathering, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("other CancelledError at 2", "checked");
        assertThat(reports).isEmpty();
    }

    @Test
    void aChildThatSomebodyElseCancelledIsAFailure() {
        runner.run(body(() -> {
            var child = spawn(slow(100, "child"));
            var gathering = spawn(outcomeOf(gather(child, slow(2, "other"))));
            return await(sleep(1), v -> {
                child.cancel();
                return await(gathering, outcome -> {
                    log.add(outcome);
                    return await(sleep(5));
                });
            });
        }));

        assertThat(log).containsExactly("child CancelledError at 1", "CancellationException", "other at 2");
    }

    @Test
    void aPromiseIsGatheredAndCancelledLikeATask() {
        runner.run(body(() -> {
            var promise = new Promise<String>();
            var gathering = spawn(outcomeOf(gather(promise, slow(100, "x"))));
            return await(sleep(1), v -> {
                gathering.cancel();
                assertThat(promise.isCancelled()).isTrue();
                return await(gathering, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("x CancelledError at 1", "CancelledError");
    }

    @Test
    void aCoroutineThatWasUsedIsRefusedBeforeAnythingBegins() {
        var used = body("Hello.greet (Hello.java:12)", () -> value("x"));
        runner.run(body(() -> await(
                used,
                v -> await(outcomeOf(gather(slow(1, "other"), used)), outcome -> {
                    log.add(outcome);
                    return await(sleep(5));
                }))));

        assertThat(log)
                .containsExactly(
                        "IllegalStateException(Hello.greet (Hello.java:12) was awaited or spawned already, and a"
                                + " coroutine runs once: call the method again, or spawn(..) it and await the task as often as"
                                + " you like)");
    }

    @Test
    void aFunctionIsAppliedToEveryItem() {
        var values = runner.run(gather(List.of(2, 1, 3), (Integer seconds) -> slow(seconds, seconds * 10)));

        assertThat(values).containsExactly(20, 10, 30);
        assertThat(log).containsExactly("10 at 1", "20 at 2", "30 at 3");
    }

    @Test
    void nullIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> gather(java.util.Arrays.asList(done("x"), null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("awaitable 1 is null");
    }

    @Test
    void aThousandAreGathered() {
        var all = new java.util.ArrayList<Coroutine<Integer>>();
        for (var i = 0; i < 1000; i++) {
            all.add(slow(i % 7, i));
        }

        assertThat(runner.run(gather(all))).hasSize(1000).isSorted();
        assertThat(now()).isEqualTo(6);
    }

    @Test
    void outcomesAreGivenForAll() {
        var failure = new IOException("gone");
        runner.run(body(() -> {
            var cancelled = spawn(slow(100, "cancelled"));
            cancelled.cancel();
            return await(gatherOutcomes(List.of(slow(1, "x"), failing(2, failure), cancelled, done("y"))), outcomes -> {
                assertThat(outcomes.get(0)).isEqualTo(new Outcome.Success<>("x"));
                assertThat(outcomes.get(1)).isEqualTo(new Outcome.Failure<>(failure));
                assertThat(outcomes.get(2))
                        .isInstanceOfSatisfying(
                                Outcome.Failure.class,
                                it -> assertThat(it.exception()).isInstanceOf(CancellationException.class));
                assertThat(outcomes.get(3)).isEqualTo(new Outcome.Success<>("y"));
                return value(null);
            });
        }));
        assertThat(now()).isEqualTo(2);
    }

    @Test
    void gatheringOffALoopIsRefusedWithTheRemedy() {
        var future = gather(slow(1, "x"), done("y")).$future();

        assertThat(future)
                .isCompletedExceptionally()
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(IllegalStateException.class)
                .withMessageEndingWith(
                        "gather(..) needs a running event loop, and none runs here: call it from code inside"
                                + " run(..), or hand the work to a loop: loop.spawn(() -> home(id)).toCompletableFuture()");
    }

    @Test
    void aCancellationAfterTheFailureReachesNoneOfTheOthers() {
        runner.run(body(() -> {
            var gathering = spawn(body(() -> await(
                    outcomeOf(gather(slow(3, "other"), failing(1, new IOException("broken")))),
                    outcome -> await(slow(100, outcome)))));
            return await(sleep(2), v -> {
                gathering.cancel();
                return await(outcomeOf(gathering), outcome -> await(sleep(5)));
            });
        }));

        assertThat(log).containsExactly("IOException(broken) CancelledError at 2", "other at 3");
    }

    @Test
    void aCancellationFromBeforeTheGatherReachesTheOthersThoughOneHasFailed() {
        var failure = new IOException("before");
        runner.run(body(() -> {
            Task<String> failed = spawn(failing(1, failure));
            var other = spawn(slow(100, "other"));
            return await(sleep(2), v -> {
                Task.current().cancel("stop");
                return await(gather(failed, other), w -> value(w), e -> {
                    log.add(shortly(e) + " at " + now());
                    assertThat(e).hasSuppressedException(failure);
                    return value(List.of());
                });
            });
        }));

        assertThat(log).containsExactly("other CancelledError(stop) at 2", "CancelledError(stop) at 2");
    }

    @Test
    void aDeadlineCancelsAllAndWaitsForThem() {
        runner.run(body(() -> await(
                outcomeOf(Coroutines.withTimeout(
                        java.time.Duration.ofSeconds(1), gather(cleaningUp(100, 2), slow(100, "x")))),
                outcome -> value(log.add(outcome + " at " + now())))));

        assertThat(log)
                .containsExactly(
                        "cleaning up at 1",
                        "x CancelledError at 1",
                        "clean at 3",
                        "AsyncTimeoutException(not done within 1s) at 3");
    }

    @Test
    void aCancellationReachesThroughGathersOfGathers() {
        runner.run(body(() -> {
            var gathering = spawn(gather(gather(slow(100, "a"), slow(100, "b")), gather(slow(100, "c"), done("d"))));
            return await(sleep(1), v -> {
                gathering.cancel();
                return await(outcomeOf(gathering), outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log)
                .containsExactly(
                        "a CancelledError at 1",
                        "b CancelledError at 1",
                        "c CancelledError at 1",
                        "CancellationException");
    }

    @Test
    void aChildThatCancelsTheGathererIsCancelledWithIt() {
        runner.run(body(() -> {
            var gathering = new java.util.ArrayList<Task<?>>();
            gathering.add(spawn(gather(
                    body(() -> await(sleep(1), v -> {
                        gathering.get(0).cancel();
                        return await(slow(100, "child"));
                    })),
                    slow(100, "sibling"))));
            return await(outcomeOf(gathering.get(0)), outcome -> value(log.add(outcome)));
        }));

        assertThat(log)
                .containsExactly("sibling CancelledError at 1", "child CancelledError at 1", "CancellationException");
    }
}
