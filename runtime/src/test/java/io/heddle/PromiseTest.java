package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.shield;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PromiseTest extends KernelTest {
    @Test
    void itIsCompletedOnce() {
        var promise = new Promise<String>();
        assertThat(promise.isDone()).isFalse();
        assertThat(promise).hasToString("Promise[not completed]");
        assertThatThrownBy(promise::resultNow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a promise is not done");

        assertThat(promise.complete("x")).isTrue();
        assertThat(promise.complete("y")).isFalse();
        assertThat(promise.fail(new IOException())).isFalse();
        assertThat(promise.cancel()).isFalse();

        assertThat(promise.isDone()).isTrue();
        assertThat(promise.isCancelled()).isFalse();
        assertThat(promise.resultNow()).isEqualTo("x");
        assertThat(promise).hasToString("Promise[done]");
        assertThatThrownBy(promise::exceptionNow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a promise completed with a value");
    }

    @Test
    void aFailureIsThrownAsItIs() {
        var failure = new IOException("gone");
        var promise = new Promise<String>();
        promise.fail(failure);

        assertThat(promise).hasToString("Promise[failed: java.io.IOException: gone]");
        assertThat(promise.exceptionNow()).isSameAs(failure);
        assertThatThrownBy(() -> runner.run(body(() -> await(promise)))).isSameAs(failure);
    }

    @Test
    void aCancelledOneThrowsCancellationException() {
        var promise = new Promise<String>();
        assertThat(promise.cancel()).isTrue();

        assertThat(promise.isCancelled()).isTrue();
        assertThat(promise).hasToString("Promise[cancelled]");
        assertThatThrownBy(() -> runner.run(body(() -> await(promise)))).isInstanceOf(CancellationException.class);
    }

    @Test
    void theCancellationOfAnotherTaskIsNoCancellationOfThoseWhoAwait() {
        var promise = new Promise<String>();
        promise.fail(new CancelledError("of somebody else"));

        assertThatThrownBy(() -> runner.run(body(() -> await(promise))))
                .isInstanceOf(CancellationException.class)
                .hasMessage("of somebody else");
    }

    @Test
    void awaitersGoOnInTheOrderInWhichTheyCameInTheNextPass() {
        var promise = new Promise<String>();
        runner.run(body(() -> {
            var a = spawn(body(() -> await(promise, v -> value(log.add("a " + v)))));
            var b = spawn(body(() -> await(promise, v -> value(log.add("b " + v)))));
            return await(yieldNow(), v -> {
                promise.onDone(p -> log.add("callback " + p.resultNow()));
                promise.complete("x");
                log.add("completed");
                return await(gather(a, b));
            });
        }));

        assertThat(log).containsExactly("completed", "a x", "b x", "callback x");
    }

    @Test
    void outsideOfALoopActionsRunOnTheThreadThatCompletes() {
        var promise = new Promise<String>();
        promise.onDone(p -> log.add("first"));
        promise.onDone(p -> log.add("second"));
        promise.complete("x");
        promise.onDone(p -> log.add("late"));

        assertThat(log).containsExactly("first", "second", "late");
    }

    @Test
    void theFutureCompletesAsThePromiseDoesAndCancelsIt() {
        var promise = new Promise<String>();
        var future = promise.toCompletableFuture();
        promise.complete("x");
        assertThat(future).isCompletedWithValue("x");

        var other = new Promise<String>();
        other.toCompletableFuture().cancel(true);
        assertThat(other.isCancelled()).isTrue();
    }

    @Test
    void aShieldedPromiseKeepsNoAwaiterThatHasGone() {
        var promise = new Promise<String>();
        runner.run(body(() -> {
            var staying = spawn(outcomeOf(promise));
            var leaving = spawn(outcomeOf(shield(promise)));
            return await(yieldNow(), v -> {
                leaving.cancel();
                return await(leaving, outcome -> {
                    log.add(outcome);
                    promise.complete("x");
                    return await(staying, w -> value(log.add(w)));
                });
            });
        }));

        assertThat(log).containsExactly("CancelledError", "x");
    }

    @Test
    void anyThreadMayCompleteIt() throws Exception {
        var threads = 4;
        var each = 500;
        var promises = new ArrayList<Promise<Integer>>();
        for (var i = 0; i < threads * each; i++) {
            promises.add(new Promise<>());
        }
        var go = new CountDownLatch(1);
        var completers = new ArrayList<CompletableFuture<Void>>();
        for (var thread = 0; thread < threads; thread++) {
            var first = thread * each;
            completers.add(CompletableFuture.runAsync(() -> {
                awaitLatch(go);
                for (var i = first; i < first + each; i++) {
                    promises.get(i).complete(i);
                }
            }));
        }
        var values = Coroutines.run(body(() -> {
            go.countDown();
            return await(gather(promises));
        }));
        for (var completer : completers) {
            completer.get();
        }

        assertThat(values).hasSize(threads * each).isSorted();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anActionOutsideOfALoopThatThrowsKeepsNobodyFromBeingTold() {
        var promise = new Promise<String>();
        promise.onDone(p -> {
            throw new IllegalStateException("broken");
        });
        promise.onDone(p -> log.add("told " + p.resultNow()));
        try (var logged = new LogCapture()) {
            assertThat(promise.complete("x")).isTrue();

            assertThat(logged.records).singleElement().satisfies(record -> {
                assertThat(record.getMessage())
                        .isEqualTo("callback onDone(..) of a promise failed, and nobody has retrieved the exception");
                assertThat(record.getThrown()).hasMessage("broken");
            });
        }
        assertThat(log).containsExactly("told x");
    }

    @Test
    void anActionOutsideOfALoopSeesTheContextVariablesOfWhoeverAskedForIt() {
        var user = ContextVar.of("user", "nobody");
        var promise = new Promise<String>();
        promise.onDone(p -> log.add("sees " + user.get()));
        promise.onDone(p -> log.add(shortly(catchThrowable(Task::current))));
        runner.run(body(() -> {
            user.set("eve");
            promise.complete("x");
            return value(log.add("still " + user.get()));
        }));

        assertThat(log)
                .containsExactly(
                        "sees nobody",
                        "IllegalStateException(Task.current() outside of any task: this is a callback of the event loop)",
                        "still eve");
    }
}
