package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.fromStage;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FromStageTest extends KernelTest {
    @Test
    void aStageThatIsDoneIsReadWithoutASuspension() {
        runner.run(body(() -> {
            EventLoop.current().execute(() -> log.add("next pass"));
            return await(fromStage(CompletableFuture.completedFuture("x")), v -> {
                log.add(v);
                return await(fromStage(CompletableFuture.completedStage("y")), w -> {
                    log.add(w);
                    return await(
                            outcomeOf(fromStage(CompletableFuture.failedFuture(new IOException("z")))),
                            outcome -> value(log.add(outcome)));
                });
            });
        }));

        assertThat(log).startsWith("x", "y", "IOException(z)");
    }

    @Test
    void aPendingStageSuspendsUntilItCompletes() {
        var future = new CompletableFuture<String>();
        runner.run(body(() -> {
            var task = spawn(outcomeOf(fromStage(future)));
            return await(yieldNow(), v -> {
                future.complete("x");
                log.add("completed");
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("completed", "x");
    }

    @Test
    void theCauseIsThrownAsItIsFromAnywhereInAChain() {
        var failure = new IOException("gone");
        var source = new CompletableFuture<String>();
        var derived = source.thenApply(String::trim).thenCompose(CompletableFuture::completedFuture);
        runner.run(body(() -> {
            var task = spawn(body(() -> await(fromStage(derived), v -> value("unreached"), e -> {
                assertThat(e).isSameAs(failure);
                return value("checked");
            })));
            return await(yieldNow(), v -> {
                source.completeExceptionally(failure);
                return await(
                        task,
                        w -> await(fromStage(derived), u -> value("unreached"), e -> {
                            assertThat(e).isSameAs(failure);
                            return value(log.add("twice"));
                        }));
            });
        }));

        assertThat(log).containsExactly("twice");
    }

    @Test
    void aCompletionExceptionWithoutACauseIsThrownItself() {
        var failure = new CompletionException("bare", null);

        assertThatThrownBy(() -> runner.run(fromStage(CompletableFuture.failedFuture(failure))))
                .isSameAs(failure);
    }

    @Test
    void cancellingTheAwaitCancelsTheFuture() {
        var future = new CompletableFuture<String>();
        runner.run(body(() -> {
            var task = spawn(outcomeOf(fromStage(future)));
            return await(yieldNow(), v -> {
                task.cancel("stop");
                assertThat(future).isCancelled();
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("CancelledError(stop)");
    }

    @Test
    void aFutureThatSomebodyElseCancelsIsAFailure() {
        var future = new CompletableFuture<String>();
        runner.run(body(() -> {
            var task = spawn(body(() -> await(fromStage(future))));
            return await(yieldNow(), v -> {
                future.cancel(true);
                return await(outcomeOf(task), outcome -> {
                    assertThat(task.exceptionNow()).isInstanceOf(CancellationException.class);
                    return value(null);
                });
            });
        }));
    }

    @Test
    void aStageThatCannotBeCancelledIsLeftAlone() {
        var source = new CompletableFuture<String>();
        CompletionStage<String> minimal = source.minimalCompletionStage();
        runner.run(body(() -> {
            var task = spawn(outcomeOf(fromStage(minimal)));
            return await(yieldNow(), v -> {
                task.cancel();
                return await(task, outcome -> {
                    log.add(outcome);
                    source.complete("late");
                    return value(null);
                });
            });
        }));

        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void theFutureOfATaskIsCancelledWithItAndWaitedFor() {
        runner.run(body(() -> {
            var inner = spawn(cleaningUp(10, 2));
            var outer = spawn(outcomeOf(fromStage(inner.toCompletableFuture())));
            return await(sleep(1), v -> {
                outer.cancel();
                return await(outer, outcome -> value(log.add(outcome + " at " + now())));
            });
        }));

        assertThat(log).containsExactly("cleaning up at 1", "clean at 3", "CancelledError at 3");
    }

    @Test
    void aStageCompletedByAnotherThreadWakesTheLoop() {
        var value = Coroutines.run(fromStage(CompletableFuture.supplyAsync(() -> "from outside")));

        assertThat(value).isEqualTo("from outside");
    }

    /** What a stage that is done, and one that is not yet, throws for {@code failure}. */
    private void assertThrown(Throwable failure, Throwable expected) {
        assertThatThrownBy(() -> runner.run(fromStage(CompletableFuture.failedFuture(failure))))
                .isSameAs(expected);
        var pending = new CompletableFuture<String>();
        runner.loop().schedule(Duration.ofSeconds(1), () -> pending.completeExceptionally(failure));
        assertThatThrownBy(() -> runner.run(fromStage(pending))).isSameAs(expected);
    }

    @Test
    void everyCompletionExceptionAroundACauseIsTakenOff() {
        var failure = new IOException("gone");

        assertThrown(new CompletionException(new CompletionException(failure)), failure);
    }

    /** What a {@code handle} that throws on what it was given leads to. */
    @Test
    void aFailureThatWasHandedOnIsThrownAsItIs() {
        var failure = new IOException("gone");
        var handedOn = CompletableFuture.<String>failedFuture(failure)
                .thenApply(String::trim)
                .handle((value, e) -> {
                    throw new CompletionException(e);
                });

        assertThatThrownBy(() -> runner.run(fromStage(handedOn))).isSameAs(failure);
    }

    @Test
    void anExecutionExceptionIsWhatSomebodyThrew() {
        var failure = new ExecutionException(new IOException("gone"));

        assertThrown(failure, failure);
        assertThrown(new CompletionException(failure), failure);
    }

    @Test
    void aCancelledStageAndThoseDerivedFromItAreFailures() {
        var cancelled = new CompletableFuture<String>();
        var derived = cancelled.thenApply(String::trim);
        cancelled.cancel(true);
        runner.run(body(() -> {
            var one = spawn(body(() -> await(fromStage(cancelled))));
            var other = spawn(body(() -> await(fromStage(derived))));
            return await(Coroutines.waitAll(List.of(one, other)), v -> {
                assertThat(one.exceptionNow()).isInstanceOf(CancellationException.class);
                assertThat(other.exceptionNow()).isInstanceOf(CancellationException.class);
                return value(null);
            });
        }));
    }

    @Test
    void anObtrudedValueIsWhatALaterAwaitGets() {
        var future = new CompletableFuture<String>();
        runner.run(body(() -> {
            var task = spawn(outcomeOf(fromStage(future)));
            return await(yieldNow(), v -> {
                future.obtrudeValue("first");
                future.obtrudeException(new IOException("second"));
                return await(
                        task,
                        first -> await(outcomeOf(fromStage(future)), second -> value(log.add(first + ", " + second))));
            });
        }));

        assertThat(log).containsExactly("first, IOException(second)");
    }

    /** A stage that is no future and calls back as its maker likes. */
    private static CompletionStage<String> stage(Consumer<BiConsumer<String, Throwable>> whenComplete) {
        return Cast.to(Proxy.newProxyInstance(
                FromStageTest.class.getClassLoader(),
                new Class<?>[] {CompletionStage.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "whenComplete" -> {
                        whenComplete.accept(Cast.to(arguments[0]));
                        yield proxy;
                    }
                    case "toString" -> "a stage";
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Test
    void aStageThatIsNoFutureIsAwaited() {
        var callbacks = new ArrayList<BiConsumer<String, Throwable>>();
        runner.run(body(() -> {
            var task = spawn(outcomeOf(fromStage(stage(callbacks::add))));
            return await(yieldNow(), v -> {
                callbacks.get(0).accept("x", null);
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("x");
    }

    @Test
    void aStageThatIsNoFutureIsLeftAloneWhenItsAwaitIsCancelled() {
        var callbacks = new ArrayList<BiConsumer<String, Throwable>>();
        runner.run(body(() -> {
            var task = spawn(outcomeOf(fromStage(stage(callbacks::add))));
            return await(yieldNow(), v -> {
                task.cancel();
                return await(task, outcome -> {
                    callbacks.get(0).accept("too late", null);
                    return await(yieldNow(), w -> value(log.add(outcome)));
                });
            });
        }));

        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void aStageThatCallsBackAtOnceAndTwiceWakesItsTaskOnce() {
        var twice = stage(callback -> {
            callback.accept("first", null);
            callback.accept(null, new IOException("second"));
        });
        runner.run(body(() -> await(fromStage(twice), v -> {
            log.add(v);
            return await(sleep(1), w -> value(log.add("slept until " + now())));
        })));

        assertThat(log).containsExactly("first", "slept until 1");
    }

    @Test
    void aStageThatThrowsInPlaceOfCallingBackFailsTheAwait() {
        var failure = new IllegalStateException("no callbacks here");

        assertThatThrownBy(() -> runner.run(fromStage(stage(callback -> {
                    throw failure;
                }))))
                .isSameAs(failure);
    }

    @Test
    void aStageThatCallsBackAndThenThrowsHasCalledBack() {
        var both = stage(callback -> {
            callback.accept("called back", null);
            throw new IllegalStateException("and thrown");
        });
        runner.run(body(() -> await(fromStage(both), v -> {
            log.add(v);
            return await(sleep(1), w -> value(log.add("slept until " + now())));
        })));

        assertThat(log).containsExactly("called back", "slept until 1");
    }

    @Test
    void aStageThatThrowsAndCallsBackLaterWakesNobody() {
        var callbacks = new ArrayList<BiConsumer<String, Throwable>>();
        var late = stage(callback -> {
            callbacks.add(callback);
            throw new IllegalStateException("busy");
        });
        runner.run(body(() -> await(outcomeOf(fromStage(late)), outcome -> {
            log.add(outcome);
            EventLoop.current().execute(() -> callbacks.get(0).accept("late", null));
            return await(sleep(1), w -> value(log.add("slept until " + now())));
        })));

        assertThat(log).containsExactly("IllegalStateException(busy)", "slept until 1");
    }

    @Test
    void aCycleOfAwaitsThroughFuturesIsLeftWhenItIsCancelled() {
        runner.run(body(() -> {
            var other = new CompletableFuture<Task<String>>();
            var one = spawn(Body.<String>body(() -> await(fromStage(other.join().toCompletableFuture()))));
            other.complete(spawn(Body.<String>body(() -> await(fromStage(one.toCompletableFuture())))));
            return await(yieldNow(), v -> {
                one.cancel();
                return await(
                        Coroutines.waitAll(List.of(one, other.join())),
                        w -> value(
                                log.add(one.isCancelled() + ", " + other.join().isCancelled())));
            });
        }));

        assertThat(log).containsExactly("true, true");
    }
}
