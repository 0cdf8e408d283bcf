package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.asCompleted;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.withTimeout;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** The cases of CPython's test_tasks.py about {@code as_completed}, in our terms. */
class AsCompletedTest extends KernelTest {
    /** Loops over all and logs what each task ended with. */
    private Coroutine<Void> logAll(List<? extends Awaitable<?>> awaitables) {
        return forEach(
                asCompleted(awaitables),
                task -> body(() -> await(outcomeOf(task), outcome -> value(log.add(outcome + " at " + now())))));
    }

    @Test
    void tasksComeInTheOrderInWhichTheyEnd() {
        runner.run(logAll(List.of(quietly(3, "a"), quietly(1, "b"), quietly(2, "c"))));

        assertThat(log).containsExactly("b at 1", "c at 2", "a at 3");
    }

    private static Coroutine<Object> quietly(int seconds, Object value) {
        return body(() -> await(sleep(seconds), v -> value(value)));
    }

    @Test
    void aTaskIsGivenAsItIs() {
        runner.run(body(() -> {
            var one = spawn(quietly(2, "a"));
            var other = spawn(quietly(1, "b"));
            return await(asCompleted(List.of(one, other)).toList(), tasks -> {
                assertThat(tasks).containsExactly(Cast.to(other), Cast.to(one));
                return value(null);
            });
        }));
    }

    @Test
    void whatIsDoneComesFirst() {
        runner.run(body(() -> {
            var ended = spawn(quietly(0, "ended"));
            return await(ended, v -> await(logAll(List.of(quietly(1, "slow"), done("value"), ended))));
        }));

        assertThat(log).containsExactly("value at 0", "ended at 0", "slow at 1");
    }

    @Test
    void aPromiseComesAsATask() {
        runner.run(body(() -> {
            var promise = new Promise<Object>();
            spawn(body(() -> await(sleep(2), v -> value(promise.complete("promised")))));
            return await(logAll(List.of(promise, quietly(1, "other"))));
        }));

        assertThat(log).containsExactly("other at 1", "promised at 2");
    }

    @Test
    void failuresAndCancellationsComeAsTasksToo() {
        runner.run(body(() -> {
            var cancelled = spawn(quietly(100, "x"));
            cancelled.cancel();
            return await(logAll(List.of(failing(1, new IOException("broken")), cancelled, quietly(2, "y"))));
        }));

        assertThat(log).containsExactly("CancellationException at 0", "IOException(broken) at 1", "y at 2");
    }

    @Test
    void whatIsGivenTwiceComesOnce() {
        var twice = quietly(1, "x");
        runner.run(logAll(List.of(twice, quietly(2, "y"), twice)));

        assertThat(log).containsExactly("x at 1", "y at 2");
    }

    @Test
    void ofNothingThereIsNothing() {
        runner.run(logAll(List.of()));

        assertThat(log).isEmpty();
    }

    @Test
    void aSlowConsumerGetsAllInOrder() {
        runner.run(forEach(
                asCompleted(List.of(quietly(2, "a"), quietly(1, "b"))),
                task -> body(() -> await(sleep(5), v -> value(log.add(task.resultNow() + " at " + now()))))));

        assertThat(log).containsExactly("b at 6", "a at 11");
    }

    @Test
    void leavingEarlyCancelsNothing() {
        runner.run(body(() -> await(
                forEach(asCompleted(List.of(slow(1, "a"), slow(3, "b"))), task -> done(false)), v -> await(sleep(5)))));

        assertThat(log).containsExactly("a at 1", "b at 3");
    }

    @Test
    void leavingEarlyLeavesNoListenerBehind() {
        runner.run(body(() -> {
            var task = spawn(slow(10, "x"));
            var wait = body(() -> await(forEach(asCompleted(List.of(task, done("first"))), first -> done(false))));
            return await(wait, v -> {
                assertThat(task.hasWaiters()).isFalse();
                return value(null);
            });
        }));
    }

    @Test
    void aDeadlineCancelsNothing() {
        runner.run(body(() ->
                await(outcomeOf(withTimeout(ofSeconds(2), logAll(List.of(slow(1, "a"), slow(3, "b"))))), outcome -> {
                    log.add(outcome);
                    return await(sleep(5));
                })));

        assertThat(log).containsExactly("a at 1", "a at 1", "AsyncTimeoutException(not done within 2s)", "b at 3");
    }

    @Test
    void anElementThatComesTogetherWithACancellationIsNotLost() {
        runner.run(body(() -> {
            var child = spawn(quietly(1, "x"));
            var iterator = asCompleted(List.of(child)).iterator();
            var consumer = spawn(outcomeOf(iterator.hasNextAsync()));
            return await(child, v -> {
                consumer.cancel();
                return await(consumer, outcome -> {
                    log.add(outcome);
                    return await(iterator.hasNextAsync(), more -> value(log.add(more + " " + iterator.next())));
                });
            });
        }));

        assertThat(log).containsExactly("CancelledError", "true Task-2 (is done)");
    }

    @Test
    void nextWithoutAnAnswerIsNoSuchElement() {
        assertThatThrownBy(() -> asCompleted(List.of(done("x"))).iterator().next())
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("next() where hasNext() has found no element");
    }

    @Test
    void twoCannotAskAtOnce() {
        runner.run(body(() -> {
            var iterator = asCompleted(List.of(quietly(1, "x"))).iterator();
            spawn(body(() -> await(iterator.hasNextAsync())));
            return await(sleep(0), v -> await(outcomeOf(iterator.hasNextAsync()), outcome -> value(log.add(outcome))));
        }));

        assertThat(log)
                .containsExactly(
                        "IllegalStateException(hasNextAsync() of asCompleted(..) while Task-2 waits for it: one"
                                + " call after the other)");
    }

    @Test
    void coroutinesRunOnce() {
        var all = asCompleted(List.of(body("Hello.greet (Hello.java:12)", () -> value("x"))));
        runner.run(all.toList());

        assertThatThrownBy(() -> runner.run(all.toList()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Hello.greet (Hello.java:12) was awaited or spawned already");
    }

    @Test
    void nothingBeginsBeforeTheFirstIsAskedFor() {
        runner.run(body(() -> {
            asCompleted(List.of(slow(1, "x"))).iterator().hasNextAsync();
            return await(sleep(5));
        }));

        assertThat(log).isEmpty();
    }

    @Test
    void nullIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> asCompleted(Arrays.asList(done("x"), null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("awaitable 1 is null");
    }

    @Test
    void whereNothingCanEndTheRunnerSaysSo() {
        assertThatThrownBy(() -> runner.run(body(() -> {
                    Task<?> me = Task.current();
                    return await(asCompleted(List.of(me)).toList());
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("""
                        no task can go on: each one waits, and nothing is left that could wake one
                        a task waits for itself:
                          Task-1, at Body.Body.body (Test.java:1)(Body.java:1), waits for the next task to end (Task-1)
                        event loop main, 1 task
                          Task-1 waits for the next task to end, for 0s, 0s old
                        """);
    }
}
