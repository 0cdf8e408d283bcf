package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.suspend;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuspendTest extends KernelTest {
    private @Nullable Continuation<String> rest;

    private Coroutine<String> callback() {
        return suspend(continuation -> {
            log.add("asked");
            rest = continuation;
        });
    }

    private Continuation<String> rest() {
        return Objects.requireNonNull(rest);
    }

    @Test
    void theAwaitGivesWhatTheCallbackGives() {
        runner.run(body(() -> {
            var task = spawn(outcomeOf(callback()));
            return await(yieldNow(), v -> {
                assertThat(rest().resume("x")).isTrue();
                assertThat(rest().resume("y")).isFalse();
                assertThat(rest().fail(new IOException())).isFalse();
                log.add("resumed");
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("asked", "resumed", "x");
    }

    @Test
    void theAwaitThrowsWhatTheCallbackFailsWith() {
        var failure = new IOException("gone");
        runner.run(body(() -> {
            var task = spawn(body(() -> await(callback(), v -> value(v), e -> {
                assertThat(e).isSameAs(failure);
                return value("failed");
            })));
            return await(yieldNow(), v -> {
                rest().fail(failure);
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("asked", "failed");
    }

    @Test
    void aCallbackThatComesAtOnceSuspendsNothing() {
        runner.run(body(() -> {
            EventLoop.current().execute(() -> log.add("next pass"));
            Coroutine<String> atOnce = suspend(continuation -> continuation.resume("x"));
            Coroutine<String> failing = suspend(continuation -> continuation.fail(new IOException("gone")));
            return await(atOnce, v -> {
                log.add(v);
                return await(outcomeOf(failing), outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).startsWith("x", "IOException(gone)");
    }

    @Test
    void whatTheBlockThrowsTheAwaitThrows() {
        Coroutine<String> broken = suspend(continuation -> {
            rest = continuation;
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(() -> runner.run(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(rest().resume("late")).isFalse();
    }

    @Test
    void aCancellationRunsTheActionsInOrderAndComesBeforeALateCallback() {
        runner.run(body(() -> {
            var task = spawn(outcomeOf(callback()));
            return await(yieldNow(), v -> {
                rest().onCancel(() -> log.add("first action"));
                rest().onCancel(() -> log.add("second action"));
                task.cancel();
                assertThat(rest().resume("late")).isFalse();
                rest().onCancel(() -> log.add("at once"));
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("asked", "first action", "second action", "at once", "CancelledError");
    }

    @Test
    void aCancellationThatOvertakesAValueRunsTheActions() {
        runner.run(body(() -> {
            var task = spawn(outcomeOf(callback()));
            return await(yieldNow(), v -> {
                rest().onCancel(() -> log.add("value is lost"));
                assertThat(rest().resume("x")).isTrue();
                task.cancel();
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("asked", "value is lost", "CancelledError");
    }

    @Test
    void aValueThatArrivesRunsNoAction() {
        runner.run(body(() -> {
            var task = spawn(callback());
            return await(yieldNow(), v -> {
                rest().onCancel(() -> log.add("cancelled"));
                rest().resume("x");
                return await(task, w -> {
                    task.cancel();
                    return value(log.add(w));
                });
            });
        }));

        assertThat(log).containsExactly("asked", "x");
    }

    @Test
    void anActionThatThrowsIsReportedAndTheTaskIsCancelledNonetheless() {
        runner.run(body(() -> {
            var task = spawn(outcomeOf(callback()));
            return await(yieldNow(), v -> {
                rest().onCancel(() -> {
                    throw new IllegalStateException("action");
                });
                task.cancel();
                return await(task, outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("asked", "CancelledError");
        assertThat(reports).singleElement().asString().endsWith("java.lang.IllegalStateException: action");
    }

    @Test
    void ofResumeFailAndCancelFromSeveralThreadsExactlyOneGetsThrough() throws Exception {
        for (var round = 0; round < 200; round++) {
            var continuation = new CompletableFuture<Continuation<String>>();
            var accepted = new AtomicInteger();
            var barrier = new CyclicBarrier(3);
            var task = new CompletableFuture<Task<?>>();
            var racers = new ArrayList<CompletableFuture<Void>>();
            racers.add(racer(barrier, () -> count(accepted, continuation.join().resume("value"))));
            racers.add(racer(barrier, () -> count(accepted, continuation.join().fail(new IOException("failure")))));
            racers.add(racer(barrier, () -> task.join().cancel()));
            var outcome = Coroutines.run(body(() -> {
                var waiting = spawn(outcomeOf(suspend((Continuation<String> it) -> continuation.complete(it))));
                task.complete(waiting);
                return await(waiting);
            }));
            for (var racer : racers) {
                racer.get();
            }

            assertThat(outcome).isIn("value", "IOException(failure)", "CancelledError");
            assertThat(accepted.get()).isBetween(outcome.equals("CancelledError") ? 0 : 1, 1);
        }
    }

    private static void count(AtomicInteger accepted, boolean gotThrough) {
        if (gotThrough) {
            accepted.incrementAndGet();
        }
    }

    private static CompletableFuture<Void> racer(CyclicBarrier barrier, Runnable action) {
        var racer = new CompletableFuture<Void>();
        var thread = new Thread(() -> {
            try {
                barrier.await();
                action.run();
                racer.complete(null);
            } catch (Exception e) {
                racer.completeExceptionally(e);
            }
        });
        thread.start();
        return racer;
    }
}
