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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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
}
