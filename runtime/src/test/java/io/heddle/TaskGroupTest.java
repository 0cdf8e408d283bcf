package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.fromStage;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.spawnEager;
import static io.heddle.Coroutines.suspend;
import static io.heddle.Coroutines.withTimeout;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The cases of CPython's test_taskgroups.py, in our terms, and those that are only ours. */
class TaskGroupTest extends KernelTest {
    private final IOException failure = new IOException("first");

    /** Runs a task whose body is a group's block, and gives what it ended with. */
    private Throwable failureOf(Function<TaskGroup, Coroutine<Object>> block) {
        return catching(inGroup(block));
    }

    private Throwable catching(Coroutine<?> body) {
        return runner.run(body(() -> await(body, v -> value(null), Body::value)));
    }

    /** Sleeps long; logs how that ended. */
    private Coroutine<Object> sleeper(String name) {
        return slow(100, name);
    }

    // What a block waits for

    @Test
    void theBlockEndsWhenAllChildrenHaveEnded() {
        var result = runner.run(inGroup(group -> {
            group.spawn(slow(1, "a"));
            group.spawn(slow(3, "b"));
            return done("body");
        }));

        assertThat(result).isEqualTo("body");
        assertThat(log).containsExactly("a at 1", "b at 3");
    }

    @Test
    void childrenBeginInTheNextPassAndTheirTasksGiveTheirValues() {
        runner.run(inGroup(group -> body(() -> {
            var one = group.spawn(slow(1, "a"));
            var other = group.spawn(() -> slow(2, "b"));
            return await(sleep(5), v -> {
                assertThat(one.resultNow() + other.resultNow()).isEqualTo("ab");
                group.spawn(slow(1, "late"));
                return value(null);
            });
        })));

        assertThat(log).containsExactly("a at 1", "b at 2", "late at 6");
    }

    @Test
    void aBlockWithoutChildrenEndsWithoutASuspension() {
        runner.run(body(() -> {
            EventLoop.current().execute(() -> log.add("another"));
            return await(inGroup(group -> done("x")), v -> value(log.add("left")));
        }));

        assertThat(log).startsWith("left");
    }

    @Test
    void childrenMaySpawnSiblingsWhileTheBlockWaits() {
        runner.run(inGroup(group -> {
            group.spawn(body(() -> await(sleep(1), v -> value(group.spawn(slow(1, "grandchild"))))));
            return done("body");
        }));

        assertThat(log).containsExactly("grandchild at 2");
    }

    @Test
    void aCancelledChildIsNoFailure() {
        runner.run(inGroup(group -> body(() -> {
            group.spawn(slow(1, "a"));
            var child = group.spawn(sleeper("b"));
            return await(yieldNow(), v -> value(child.cancel()));
        })));

        assertThat(log).containsExactly("b CancelledError at 0", "a at 1");
    }

    @Test
    void aChildCancelledBeforeItBeginsNeverRuns() {
        runner.run(inGroup(group -> body(() -> value(group.spawn(sleeper("x")).cancel()))));

        assertThat(log).isEmpty();
    }

    @Test
    void childrenSeeTheContextVariablesOfTheirSpawner() {
        var user = ContextVar.of("user", "nobody");
        runner.run(inGroup(group -> body(() -> {
            user.set("ada");
            group.spawn(body(() -> value(log.add(user.get()))));
            return value(user.set("eve"));
        })));

        assertThat(log).containsExactly("ada");
    }

    // Failures of children

    @Test
    void theFirstFailureCancelsSiblingsAndBodyAndLeavesTheBlock() {
        var thrown = failureOf(group -> {
            group.spawn(failing(1, failure));
            group.spawn(sleeper("sibling"));
            return sleeper("body");
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()).isEmpty();
        assertThat(log).containsExactly("sibling CancelledError at 1", "body CancelledError at 1");
    }

    @Test
    void aCancellationFromOutsideThatTheBodyTakesBackLeavesTheFailureOfTheChild() {
        var thrown = failureOf(group -> {
            Task.current().cancel();
            group.spawn(body(() -> {
                throw failure; // before the body goes on, which gets both cancellations as one
            }));
            return body(() -> await(sleep(100), v -> value("never"), e -> {
                log.add(e.getClass().getSimpleName() + ", " + Task.current().uncancel() + " left");
                return value("done");
            }));
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("CancelledError, 1 left");
    }

    @Test
    void aBodyThatAwaitsTheFutureOfTheFailingChildIsCancelledToo() {
        var thrown = failureOf(group -> {
            var child = group.spawn(failing(1, failure));
            return body(() -> await(outcomeOf(fromStage(child.toCompletableFuture())), outcome -> {
                log.add(outcome);
                return value(null);
            }));
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void siblingsAreCancelledInTheOrderInWhichTheyWereSpawned() {
        failureOf(group -> {
            group.spawn(sleeper("first"));
            group.spawn(failing(1, failure));
            group.spawn(sleeper("second"));
            return sleeper("body");
        });

        assertThat(log)
                .containsExactly("first CancelledError at 1", "second CancelledError at 1", "body CancelledError at 1");
    }

    @Test
    void theBlockWaitsForSiblingsThatCleanUp() {
        var thrown = failureOf(group -> {
            group.spawn(failing(1, failure));
            group.spawn(cleaningUp(100, 5));
            return sleeper("body");
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("cleaning up at 1", "body CancelledError at 1", "clean at 6");
    }

    @Test
    void afterTheBlockTheOwnerIsNotCancelled() {
        runner.run(body(() -> await(
                outcomeOf(inGroup(group -> {
                    group.spawn(failing(1, failure));
                    return sleeper("body");
                })),
                outcome -> {
                    assertThat(Task.current().cancelling()).isZero();
                    log.add(outcome);
                    return await(slow(1, "goes on"));
                })));

        assertThat(log).containsExactly("body CancelledError at 1", "IOException(first)", "goes on at 2");
    }

    @Test
    void furtherFailuresAreSuppressedOnesOfTheFirst() {
        var second = new IllegalStateException("second");
        var third = new IllegalArgumentException("third");
        var thrown = failureOf(group -> {
            group.spawn(failing(1, failure));
            group.spawn(body(() -> await(sleep(100), v -> value(null), e -> await(failing(3, second)))));
            group.spawn(body(() -> await(sleep(100), v -> value(null), e -> await(failing(2, third)))));
            return done("body");
        });

        assertThat(thrown).isSameAs(failure).hasSuppressedException(second).hasSuppressedException(third);
        assertThat(thrown.getSuppressed()).containsExactly(third, second);
    }

    @Test
    void theSameFailureOfTwoChildrenIsCarriedOnce() {
        var thrown = failureOf(group -> {
            group.spawn(failing(1, failure));
            group.spawn(failing(1, failure));
            return done("body");
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()).isEmpty();
    }

    @Test
    void aFailureThatIsTheCauseOfAnotherIsNotCarriedAsWell() {
        var wrapper = new IllegalStateException("wrapped", failure);
        var thrown = failureOf(group -> {
            group.spawn(failing(1, failure));
            return body(() -> await(sleep(100), v -> value(null), e -> {
                throw wrapper;
            }));
        });

        assertThat(thrown).isSameAs(wrapper);
        assertThat(thrown.getSuppressed()).isEmpty();
    }

    @Test
    void aFailureWhileTheBlockWaitsCancelsTheSiblings() {
        var thrown = failureOf(group -> {
            group.spawn(failing(1, failure));
            group.spawn(sleeper("sibling"));
            return done("body");
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("sibling CancelledError at 1");
    }

    @Test
    void aBodyThatAwaitsTheFailingChildIsCancelledAndDoesNotTakeTheFailureForItsOwn() {
        var thrown = failureOf(group -> body(() -> {
            var child = group.spawn(failing(1, failure));
            return await(outcomeOf(child), outcome -> value(log.add(outcome)));
        }));

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void aBodyThatGathersTheFailingChildIsCancelled() {
        var thrown = failureOf(group -> body(() -> {
            var child = group.spawn(failing(1, failure));
            var other = group.spawn(sleeper("other"));
            return await(outcomeOf(gather(child, other)), outcome -> value(log.add(outcome)));
        }));

        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()).isEmpty();
        assertThat(log).containsExactly("other CancelledError at 1", "CancelledError");
    }

    @Test
    void aBodyThatSwallowsTheCancellationGetsTheFailureAtTheEndOfTheBlock() {
        runner.run(body(() -> await(
                outcomeOf(inGroup(group -> {
                    group.spawn(failing(1, failure));
                    return body(() -> await(stubborn(100, "x"), v -> await(slow(2, "body"))));
                })),
                outcome -> {
                    assertThat(Task.current().cancelling()).isZero();
                    return await(sleep(1), v -> value(log.add(outcome)));
                })));

        assertThat(log).containsExactly("body at 3", "IOException(first)");
    }

    @Test
    void aBodyThatTakesTheRequestBackItselfGetsTheFailureToo() {
        var thrown = failureOf(group -> {
            group.spawn(failing(1, failure));
            return body(() -> await(
                    sleep(100), v -> value(null), e -> value(Task.current().uncancel())));
        });

        assertThat(thrown).isSameAs(failure);
    }

    @Test
    void aBodyThatDoesNotWaitWhenTheFailureComesIsCancelledAtItsNextSuspension() {
        var thrown = failureOf(group -> body(() -> {
            var promise = new Promise<String>();
            group.spawn(body(() -> {
                promise.complete("value");
                throw failure;
            }));
            return await(promise, v -> value(log.add(v)), e -> {
                log.add(shortly(e));
                throw e;
            });
        }));

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void aChildThatFailsAfterItsCancellationFailsTheBlock() {
        var thrown = failureOf(group -> body(() -> {
            var child = group.spawn(body(() -> await(sleep(100), v -> value(null), e -> {
                throw failure;
            })));
            return await(yieldNow(), v -> {
                child.cancel();
                return await(sleeper("body"));
            });
        }));

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("body CancelledError at 0");
    }

    @Test
    void aChildThatEndsWithAnErrorFailsLikeAnyOther() {
        var overflow = new StackOverflowError();
        var thrown = failureOf(group -> {
            group.spawn(failing(1, overflow));
            return sleeper("body");
        });

        assertThat(thrown).isSameAs(overflow);
    }

    @Test
    void anAwaitOfAForeignCancelledTaskIsAFailureOfTheChild() {
        var thrown = failureOf(group -> body(() -> {
            var foreign = spawn(sleeper("foreign"));
            group.spawn(body(() -> await(foreign)));
            return await(sleep(1), v -> {
                foreign.cancel();
                return await(sleeper("body"));
            });
        }));

        assertThat(thrown).isInstanceOf(CancellationException.class);
        assertThat(log).containsExactly("foreign CancelledError at 1", "body CancelledError at 1");
    }

    @Test
    void failuresThatLeftTheBlockAreNotReported() {
        failureOf(group -> {
            group.spawn(failing(1, failure));
            group.spawn(failing(1, new IOException("second")));
            return done("body");
        });
        runner.close();

        assertThat(reports).isEmpty();
    }

    @Test
    void aGroupThatNobodyClosesHasItsFailuresReported() {
        runner.run(body(() -> {
            TaskGroup.open().spawn(failing(1, failure));
            return await(outcomeOf(sleep(5)), outcome -> value(null));
        }));
        runner.close();

        assertThat(reports).containsExactly("Task-2: java.io.IOException: first");
    }

    // Failures of the body

    @Test
    void aBlockLeftByAnExceptionCancelsTheChildrenAndWaits() {
        var thrown = failureOf(group -> {
            group.spawn(cleaningUp(100, 5));
            return failing(1, failure);
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("cleaning up at 1", "clean at 6");
    }

    @Test
    void theFailureOfTheBodyIsPrimaryAndCarriesThoseOfTheChildren() {
        var ofChild = new IllegalStateException("child");
        var thrown = failureOf(group -> {
            group.spawn(body(() -> await(sleep(100), v -> value(null), e -> {
                throw ofChild;
            })));
            return failing(1, failure);
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()).containsExactly(ofChild);
    }

    @Test
    void whatTheBodyThrowsInPlaceOfTheCancellationIsPrimary() {
        var ofBody = new IllegalStateException("clean-up");
        var thrown = failureOf(group -> {
            group.spawn(failing(1, failure));
            return body(() -> await(sleep(100), v -> value(null), e -> {
                throw ofBody;
            }));
        });

        assertThat(thrown).isSameAs(ofBody);
        assertThat(thrown.getSuppressed()).containsExactly(failure);
        assertThat(runner.<Integer>run(body(() -> value(Task.current().cancelling()))))
                .isZero();
    }

    @Test
    void aFailureThatTheBodyThrowsToIsNotCarriedTwice() {
        var thrown = failureOf(group -> {
            group.spawn(failing(1, failure));
            return body(() -> await(sleep(100), v -> value(null), e -> {
                throw failure;
            }));
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()).isEmpty();
    }

    @Test
    void anErrorOfTheBodyCancelsTheChildrenToo() {
        var overflow = new StackOverflowError();
        var thrown = failureOf(group -> body(() -> {
            group.spawn(sleeper("child"));
            return await(yieldNow(), v -> {
                throw overflow;
            });
        }));

        assertThat(thrown).isSameAs(overflow);
        assertThat(log).containsExactly("child CancelledError at 0");
    }

    // Cancellation from outside

    @Test
    void aCancellationOfTheBodyCancelsTheChildrenAndWaits() {
        runner.run(body(() -> {
            var owner = spawn(inGroup(group -> {
                group.spawn(cleaningUp(100, 5));
                return sleeper("body");
            }));
            return await(sleep(1), v -> {
                owner.cancel("stop");
                return await(outcomeOf(owner), outcome -> value(log.add(outcome + " at " + now())));
            });
        }));

        assertThat(log)
                .containsExactly(
                        "body CancelledError(stop) at 1",
                        "cleaning up at 1",
                        "clean at 6",
                        "CancellationException(stop) at 6");
    }

    @Test
    void aCancellationWhileTheBlockWaitsCancelsTheChildrenAndIsThrownAtTheEnd() {
        runner.run(body(() -> {
            var owner = spawn(outcomeOf(inGroup(group -> {
                group.spawn(cleaningUp(100, 5));
                return done("body");
            })));
            return await(sleep(1), v -> {
                owner.cancel("stop");
                return await(owner, outcome -> value(log.add(outcome + " at " + now())));
            });
        }));

        assertThat(log).containsExactly("cleaning up at 1", "clean at 6", "CancelledError(stop) at 6");
    }

    @Test
    void aCancellationThatIsPendingWhenTheBlockEndsCancelsTheChildren() {
        runner.run(body(() -> {
            var owner = spawn(outcomeOf(inGroup(group -> body(() -> {
                group.spawn(sleeper("child"));
                return await(yieldNow(), v -> value(Task.current().cancel("stop")));
            }))));
            return await(owner, outcome -> value(log.add(outcome)));
        }));

        assertThat(log).containsExactly("child CancelledError at 0", "CancelledError(stop)");
    }

    @Test
    void aCancellationWinsOverFailuresOfChildrenAndCarriesThem() {
        runner.run(body(() -> {
            var owner = spawn(body(() -> await(
                    inGroup(group -> {
                        group.spawn(body(() -> await(sleep(100), v -> value(null), e -> {
                            throw failure;
                        })));
                        return sleeper("body");
                    }),
                    v -> value("unreached"),
                    e -> {
                        assertThat(e).isInstanceOf(CancelledError.class).hasSuppressedException(failure);
                        throw e;
                    })));
            return await(sleep(1), v -> {
                owner.cancel();
                return await(outcomeOf(owner), outcome -> value(log.add(outcome + " " + owner.isCancelled())));
            });
        }));

        assertThat(log).containsExactly("body CancelledError at 1", "CancellationException true");
    }

    @Test
    void aCancellationInTheSamePassAsTheFailureIsNotLost() {
        runner.run(body(() -> {
            var owner = spawn(body(() -> await(
                    inGroup(group -> {
                        group.spawn(failing(1, failure));
                        return sleeper("body");
                    }),
                    v -> value("unreached"),
                    e -> {
                        assertThat(e).isInstanceOf(CancelledError.class).hasSuppressedException(failure);
                        assertThat(Task.current().cancelling()).isEqualTo(1);
                        throw e;
                    })));
            return await(sleep(1), v -> {
                owner.cancel();
                return await(outcomeOf(owner), outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("body CancelledError at 1", "CancellationException");
    }

    @Test
    void aCancellationThatCameWithTheGroupsOwnAndWasSwallowedWithItIsThrownAtTheEndOfTheBlock() {
        runner.run(body(() -> {
            var owner = spawn(body(() -> await(
                    inGroup(group -> {
                        group.spawn(failing(1, failure));
                        return stubborn(100, "swallowed");
                    }),
                    v -> value("unreached"),
                    e -> {
                        assertThat(e).isInstanceOf(CancelledError.class).hasSuppressedException(failure);
                        return value("not lost");
                    })));
            return await(sleep(1), v -> {
                owner.cancel();
                return await(owner, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("not lost");
    }

    @Test
    void aCancellationThatTheBodySwallowedBeforeTheFailureIsOver() {
        runner.run(body(() -> {
            var owner = spawn(outcomeOf(inGroup(group -> {
                group.spawn(failing(2, failure));
                return body(() -> await(stubborn(100, "x"), v -> await(stubborn(100, "y"))));
            })));
            return await(sleep(1), v -> {
                owner.cancel();
                return await(owner, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("IOException(first)");
    }

    @Test
    void aCancellationWhileTheBodyCleansUpAfterAFailureWins() {
        runner.run(body(() -> {
            var owner = spawn(outcomeOf(inGroup(group -> {
                group.spawn(failing(1, failure));
                return cleaningUp(100, 5);
            })));
            return await(sleep(3), v -> {
                owner.cancel("stop");
                return await(owner, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("cleaning up at 1", "CancelledError(stop)");
    }

    @Test
    void aFailureWhileTheCancelledBodyCleansUpDoesNotReplaceTheCancellation() {
        runner.run(body(() -> {
            var owner = spawn(outcomeOf(inGroup(group -> {
                group.spawn(failing(3, failure));
                return cleaningUp(100, 5);
            })));
            return await(sleep(1), v -> {
                owner.cancel();
                return await(owner, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("cleaning up at 1", "CancelledError");
    }

    @Test
    void aCancellationWhileABlockIsLeftByAFailureStaysPending() {
        runner.run(body(() -> {
            var owner = spawn(body(() -> await(
                    outcomeOf(inGroup(group -> {
                        group.spawn(cleaningUp(100, 5));
                        return failing(1, failure);
                    })),
                    outcome -> {
                        log.add(outcome);
                        return await(sleeper("next await"));
                    })));
            return await(sleep(2), v -> {
                owner.cancel("stop");
                return await(outcomeOf(owner), outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log)
                .containsExactly(
                        "cleaning up at 1",
                        "clean at 6",
                        "IOException(first)",
                        "next await CancelledError(stop) at 6",
                        "CancellationException(stop)");
    }

    @Test
    void aCancellationThatOvertakesTheEndOfTheLastChildCarriesTheFailures() {
        runner.run(body(() -> {
            var owner = new ArrayList<Task<Object>>();
            owner.add(spawn(body(() -> await(
                    inGroup(group -> {
                        group.spawn(failing(1, failure));
                        spawn(body(() -> await(sleep(1), v -> value(owner.get(0).cancel("stop")))));
                        return done("body");
                    }),
                    v -> value("unreached"),
                    e -> {
                        assertThat(e).hasSuppressedException(failure);
                        throw e;
                    }))));
            return await(outcomeOf(owner.get(0)), outcome -> value(log.add(outcome)));
        }));

        assertThat(log).containsExactly("CancellationException(stop)");
    }

    @Test
    void aChildThatWasCancelledOnceIsNotCancelledAgainByTheClose() {
        var thrown = failureOf(group -> body(() -> {
            group.spawn(cleaningUp(100, 5));
            return await(sleep(1), v -> {
                group.cancel();
                return await(failing(1, failure));
            });
        }));

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("cleaning up at 1", "clean at 6");
    }

    @Test
    void aChildThatTookTheCancellationBackIsNotCancelledAgainByTheClose() {
        var thrown = failureOf(group -> {
            group.spawn(body(() -> await(sleep(100), v -> value("never"), e -> {
                Task.current().uncancel();
                return await(slow(5, "child"));
            })));
            group.spawn(failing(1, failure));
            return sleeper("body");
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("body CancelledError at 1", "child at 6");
    }

    @Test
    void aFurtherCancellationOfTheOwnerDoesNotReachChildrenThatCleanUp() {
        runner.run(body(() -> {
            var owner = spawn(outcomeOf(inGroup(group -> {
                group.spawn(cleaningUp(100, 5));
                return sleeper("body");
            })));
            return await(sleep(1), v -> {
                owner.cancel();
                return await(sleep(1), w -> {
                    owner.cancel();
                    return await(owner, outcome -> value(log.add(outcome + " at " + now())));
                });
            });
        }));

        assertThat(log)
                .containsExactly("body CancelledError at 1", "cleaning up at 1", "clean at 6", "CancelledError at 6");
    }

    @Test
    void requestsFromBeforeTheBlockAreKept() {
        runner.run(body(() -> {
            var owner = spawn(body(() -> await(
                    stubborn(100, "swallowed"),
                    s -> await(
                            outcomeOf(inGroup(group -> {
                                group.spawn(failing(1, failure));
                                return sleeper("body");
                            })),
                            outcome -> value(outcome + " " + Task.current().cancelling())))));
            return await(sleep(1), v -> {
                owner.cancel();
                return await(owner, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("body CancelledError at 2", "IOException(first) 1");
    }

    // Nesting and neighbours

    @Test
    void aFailureInAnInnerGroupLeavesBoth() {
        var thrown = failureOf(outer -> {
            outer.spawn(sleeper("outer child"));
            return inGroup(inner -> {
                inner.spawn(failing(1, failure));
                return sleeper("body");
            });
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("body CancelledError at 1", "outer child CancelledError at 1");
    }

    @Test
    void aFailureInAnOuterGroupCancelsTheInnerOne() {
        var thrown = failureOf(outer -> {
            outer.spawn(failing(1, failure));
            return inGroup(inner -> {
                inner.spawn(cleaningUp(100, 5));
                return sleeper("body");
            });
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("body CancelledError at 1", "cleaning up at 1", "clean at 6");
    }

    @Test
    void failuresInBothGroupsAreBothKept() {
        var ofInner = new IllegalStateException("inner");
        var thrown = failureOf(outer -> {
            outer.spawn(failing(1, failure));
            return inGroup(inner -> {
                inner.spawn(failing(1, ofInner));
                return sleeper("body");
            });
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()).containsExactly(ofInner);
    }

    @Test
    void aFailureOfAnOuterGroupWhileTheInnerOneWaitsIsNotLost() {
        var ofInner = new IllegalStateException("inner");
        var thrown = failureOf(outer -> {
            outer.spawn(failing(2, failure));
            return inGroup(inner -> {
                inner.spawn(cleaningUp(100, 5));
                inner.spawn(failing(1, ofInner));
                return done("body");
            });
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()).containsExactly(ofInner);
    }

    @Test
    void aGroupInAChildIsAFailureOfTheOuterOne() {
        var thrown = failureOf(outer -> {
            outer.spawn(inGroup(inner -> {
                inner.spawn(failing(1, failure));
                return done("x");
            }));
            return sleeper("body");
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("body CancelledError at 1");
    }

    @Test
    void aDeadlineAroundABlockIsATimeout() {
        var thrown = catching(withTimeout(ofSeconds(1), inGroup(group -> {
            group.spawn(cleaningUp(100, 5));
            return done("body");
        })));

        assertThat(thrown).isInstanceOf(AsyncTimeoutException.class);
        assertThat(log).containsExactly("cleaning up at 1", "clean at 6");
    }

    @Test
    void aDeadlineAndAFailureAtOnceAreATimeoutThatCarriesTheFailure() {
        var thrown = catching(withTimeout(ofSeconds(1), inGroup(group -> {
            group.spawn(failing(1, failure));
            return sleeper("body");
        })));

        assertThat(thrown).isInstanceOf(AsyncTimeoutException.class);
        assertThat(thrown.getCause()).isInstanceOf(CancelledError.class).hasSuppressedException(failure);
    }

    @Test
    void aDeadlineInABlockIsAFailureOfTheBody() {
        var thrown = failureOf(group -> {
            group.spawn(sleeper("child"));
            return withTimeout(ofSeconds(1), sleeper("body"));
        });

        assertThat(thrown).isInstanceOf(AsyncTimeoutException.class);
        assertThat(log).containsExactly("body CancelledError at 1", "child CancelledError at 1");
    }

    @Test
    void aDeadlineThatIsOpenInTheBodyIsNoTimeoutWhereTheGroupCancels() {
        var thrown = failureOf(group -> {
            group.spawn(failing(1, failure));
            return withTimeout(ofSeconds(5), sleeper("body"));
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("body CancelledError at 1");
    }

    @Test
    void aChildThatAwaitsTheOwnerIsReleasedByACancellation() {
        runner.run(body(() -> {
            var owner = new Task<?>[1];
            owner[0] = spawn(outcomeOf(inGroup(group -> {
                group.spawn(body(() -> await(owner[0])));
                group.spawn(body(() -> await(owner[0])));
                return done("body");
            })));
            return await(sleep(1), v -> {
                owner[0].cancel();
                return await(owner[0], outcome -> value(log.add(outcome + " " + owner[0].cancelling())));
            });
        }));

        assertThat(log).containsExactly("CancelledError 1");
    }

    @Test
    void aChildThatAwaitsTheOwnerIsReleasedThoughItWasCancelledBeforeTheBlockEnded() {
        runner.run(body(() -> {
            var owner = new Task<?>[1];
            owner[0] = spawn(outcomeOf(inGroup(group -> {
                group.spawn(body(() -> await(owner[0], v -> value(v), e -> {
                    log.add("child " + shortly(e));
                    throw e;
                })));
                return failing(1, new IllegalStateException("body"));
            })));
            return await(owner[0], outcome -> value(log.add(outcome + " " + owner[0].cancelling())));
        }));

        assertThat(log).containsExactly("child CancelledError", "IllegalStateException(body) 0");
    }

    @Test
    void aChildThatAwaitsTheOwnerIsReleasedByTheFailureOfASibling() {
        runner.run(body(() -> {
            var owner = new Task<?>[1];
            owner[0] = spawn(outcomeOf(inGroup(group -> {
                group.spawn(body(() -> await(owner[0])));
                group.spawn(failing(1, new IllegalStateException("sibling")));
                return done("body");
            })));
            return await(owner[0], outcome -> value(log.add(outcome + " " + owner[0].cancelling())));
        }));

        assertThat(log).containsExactly("IllegalStateException(sibling) 0");
    }

    @Test
    void aChildThatAwaitsTheOwnerIsReleasedByTheFailureOfASiblingWhileTheBodyWaits() {
        runner.run(body(() -> {
            var owner = new Task<?>[1];
            owner[0] = spawn(outcomeOf(inGroup(group -> {
                group.spawn(body(() -> await(owner[0])));
                group.spawn(failing(1, new IllegalStateException("sibling")));
                return slow(9, "body");
            })));
            return await(owner[0], outcome -> value(log.add(outcome + " " + owner[0].cancelling())));
        }));

        assertThat(log).containsExactly("body CancelledError at 1", "IllegalStateException(sibling) 0");
    }

    /** The gather could be left by its child as well; then the block would end before that has. */
    @Test
    void aChildThatGathersTheOwnerHasEndedWhenTheBlockHas() {
        runner.run(body(() -> {
            var owner = new Task<?>[1];
            owner[0] = spawn(outcomeOf(inGroup(group -> {
                group.spawn(body(() -> await(
                        gather(owner[0], slow(9, "other")),
                        v -> value(v),
                        e -> await(sleep(1), v -> {
                            log.add("child " + shortly(e) + " at " + now());
                            throw e;
                        }))));
                return done("body");
            })));
            return await(sleep(1), v -> {
                owner[0].cancel();
                return await(owner[0], outcome -> value(log.add(outcome + " at " + now())));
            });
        }));

        assertThat(log)
                .containsExactly("other CancelledError at 1", "child CancelledError at 2", "CancelledError at 2");
    }

    // join and cancel

    @Test
    void joinWaitsForTheChildrenThatAreThere() {
        runner.run(inGroup(group -> body(() -> {
            group.spawn(slow(1, "a"));
            group.spawn(body(() -> await(sleep(1), v -> value(group.spawn(slow(5, "grandchild"))))));
            return await(group.join(), v -> value(log.add("joined at " + now())));
        })));

        assertThat(log).containsExactly("a at 1", "joined at 1", "grandchild at 6");
    }

    @Test
    void joinOfNothingIsOverAtOnce() {
        runner.run(inGroup(group -> body(() -> await(group.join(), v -> value(null)))));

        assertThat(now()).isZero();
    }

    @Test
    void afterCancelTheBodyGoesOnAndMaySpawnOthers() {
        runner.run(inGroup(group -> body(() -> {
            group.spawn(sleeper("a"));
            group.spawn(cleaningUp(100, 2));
            return await(sleep(1), v -> {
                group.cancel();
                return await(group.join(), joined -> {
                    log.add("joined at " + now());
                    return value(group.spawn(slow(1, "another")));
                });
            });
        })));

        assertThat(log)
                .containsExactly(
                        "a CancelledError at 1", "cleaning up at 1", "clean at 3", "joined at 3", "another at 4");
    }

    @Test
    void aFailureDuringJoinCancelsTheBodyThere() {
        var thrown = failureOf(group -> body(() -> {
            group.spawn(failing(1, failure));
            group.spawn(sleeper("sibling"));
            return await(outcomeOf(group.join()), outcome -> value(log.add(outcome)));
        }));

        assertThat(thrown).isSameAs(failure);
        assertThat(log).containsExactly("sibling CancelledError at 1", "CancelledError");
    }

    @Test
    void aCancelledJoinLeavesTheChildrenToTheClose() {
        runner.run(body(() -> {
            var owner = spawn(outcomeOf(inGroup(group -> body(() -> {
                group.spawn(sleeper("child"));
                return await(outcomeOf(group.join()), outcome -> {
                    log.add(outcome);
                    group.cancel();
                    return value(null);
                });
            }))));
            return await(sleep(1), v -> {
                owner.cancel();
                return await(owner);
            });
        }));

        assertThat(log).containsExactly("CancelledError", "child CancelledError at 1");
    }

    @Test
    void aChildCannotJoinItsGroup() {
        var thrown = failureOf(group -> {
            group.spawn(body(() -> await(group.join())));
            return sleeper("body");
        });

        assertThat(thrown)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Task-2 is a task of the group that it joins, and would wait for itself");
    }

    @Test
    void aTaskOfElsewhereMayJoinAndBeCancelledAlone() {
        runner.run(inGroup(group -> body(() -> {
            group.spawn(slow(3, "child"));
            var joining = spawn(body(() -> await(group.join())));
            return await(sleep(1), v -> {
                joining.cancel();
                return await(outcomeOf(joining), outcome -> value(log.add(outcome + " at " + now())));
            });
        })));

        assertThat(log).containsExactly("CancellationException at 1", "child at 3");
    }

    // What is refused

    @Test
    void outsideOfATaskThereIsNoGroup() {
        assertThatThrownBy(TaskGroup::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("TaskGroup.open() needs a running event loop, and none runs here: call it from code inside"
                        + " run(..), or hand the work to a loop: loop.spawn(() -> home(id)).toCompletableFuture()");
    }

    @Test
    void inACallbackThereIsNoGroup() {
        runner.run(body(() -> {
            EventLoop.current().execute(TaskGroup::open);
            return await(sleep(1));
        }));

        assertThat(reports)
                .singleElement()
                .asString()
                .endsWith("java.lang.IllegalStateException: TaskGroup.open() outside of any task: this is a callback of"
                        + " the event loop");
    }

    @Test
    void afterAFailureNothingIsSpawnedAndTheCoroutineIsLeftAlone() {
        var coroutine = slow(1, "x");
        failureOf(group -> {
            group.spawn(failing(1, failure));
            return body(() -> await(sleep(100), v -> value(null), e -> {
                assertThatThrownBy(() -> group.spawn(coroutine))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("this TaskGroup takes no more tasks: one of its tasks has failed");
                throw e;
            }));
        });

        assertThat(runner.run(coroutine)).isEqualTo("x");
    }

    @Test
    void afterTheBlockNothingIsSpawned() {
        var leaked = new TaskGroup[1];
        runner.run(inGroup(group -> {
            leaked[0] = group;
            group.spawn(slow(1, "x"));
            return done("body");
        }));

        assertThatThrownBy(() -> runner.run(body(() -> value(leaked[0].spawn(slow(1, "late"))))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this TaskGroup takes no more tasks: its block has ended");
    }

    @Test
    void whileABlockIsLeftByAnExceptionNothingIsSpawned() {
        failureOf(group -> {
            group.spawn(body(() -> await(sleep(100), v -> value(null), e -> {
                assertThatThrownBy(() -> group.spawn(slow(1, "late")))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("this TaskGroup takes no more tasks: its block is being left by an exception");
                throw e;
            })));
            return failing(1, failure);
        });

        assertThat(reports).isEmpty();
    }

    @Test
    void fromAnotherThreadNothingIsSpawned() {
        var leaked = new TaskGroup[1];
        runner.run(inGroup(group -> {
            leaked[0] = group;
            return done("body");
        }));

        assertThatThrownBy(() -> leaked[0].spawn(slow(1, "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("spawn(..) of a TaskGroup from outside of its loop: a group belongs to " + runner.loop()
                        + "; hand the call to it with execute(..)");
    }

    @Test
    void anotherTaskCannotCloseIt() {
        runner.run(inGroup(group -> body(() -> {
            var other = spawn(body(() -> await(group.closeAsync())));
            return await(outcomeOf(other), outcome -> value(log.add(outcome)));
        })));

        assertThat(log)
                .containsExactly("IllegalStateException(a TaskGroup is closed by the task that opened it: that was"
                        + " Task-1, and this is Task-2)");
    }

    @Test
    void closingTwiceIsClosingOnce() {
        runner.run(inGroup(group -> body(() -> {
            group.spawn(slow(1, "x"));
            return await(group.closeAsync(), v -> value(log.add("closed at " + now())));
        })));

        assertThat(log).containsExactly("x at 1", "closed at 1");
    }

    @Test
    void aFailureThatTheBodyTookFromACloseOfItsOwnIsNotThrownAgain() {
        var result = runner.run(inGroup(group -> body(() -> {
            group.spawn(failing(1, failure));
            return await(outcomeOf(group.closeAsync()), Body::value);
        })));

        assertThat(result).isEqualTo("IOException(first)");
    }

    // Others

    @Test
    void theOwnerMayRunEagerly() {
        runner.run(body(() -> {
            var owner = spawnEager(inGroup(group -> {
                group.spawn(slow(1, "x"));
                return done("body");
            }));
            return await(owner, v -> value(log.add(v)));
        }));

        assertThat(log).containsExactly("x at 1", "body");
    }

    @Test
    void aCallbackThatSpawnsWhileTheGroupIsCancelledIsNoProblem() {
        runner.run(inGroup(group -> body(() -> {
            group.spawn(suspend(rest -> rest.onCancel(() -> group.spawn(slow(1, "of the callback")))));
            group.spawn(sleeper("other"));
            return await(yieldNow(), v -> {
                group.cancel();
                return value(null);
            });
        })));

        assertThat(log).containsExactly("other CancelledError at 0", "of the callback at 1");
    }

    @Test
    void aDumpShowsWhatTheBlockWaitsFor() {
        runner.run(body(() -> {
            spawn(inGroup(group -> {
                group.spawn(sleep(5));
                return done("body");
            }));
            return await(sleep(1), v -> value(log.add(TaskDump.of(runner.loop()).tree())));
        }));

        assertThat(log).containsExactly("""
                event loop main, 3 tasks
                  Task-1 is running, 1s old
                  Task-2 waits for the tasks of a group, for 1s, 1s old
                      at Body.Body.body (Test.java:1)(Body.java:1)
                      at Body.Body.body (Test.java:1)(Body.java:1)
                    Task-3 waits for sleep, for 1s, 1s old
                """);
    }

    @Test
    void tenThousandChildrenEndBeforeTheBlockDoes() {
        var ended = new ArrayList<Integer>();
        runner.run(inGroup(group -> {
            for (var i = 0; i < 10_000; i++) {
                var number = i;
                group.spawn(body(() -> await(sleep(number % 7), v -> value(ended.add(number)))));
            }
            return done("body");
        }));

        assertThat(ended).hasSize(10_000);
    }

    @Test
    void itTellsItsStateToPeople() {
        List<String> texts = new ArrayList<>();
        runner.run(inGroup(group -> body(() -> {
            group.spawn(sleep(1));
            texts.add(group.toString());
            return value(null);
        })));

        assertThat(texts).containsExactly("TaskGroup[1 tasks, open]");
    }
}
