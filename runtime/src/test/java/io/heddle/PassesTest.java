package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.sleep;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.spawnEager;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop looks around less often than it begins passes: nobody may notice. */
@Timeout(30)
class PassesTest {
    private final ArrayList<String> log = new ArrayList<>();

    /** What a task does over and over that needs no pass of the loop. */
    enum Waiting {
        FOR_ITS_TURN,
        FOR_A_TASK_THAT_ENDS_AT_ONCE;

        Awaitable<?> begin() {
            return this == FOR_ITS_TURN ? yieldNow() : spawn(body(() -> value("done")));
        }
    }

    /** Waits until {@code over}, and counts. */
    private static Coroutine<Integer> waitUntil(Waiting wait, BooleanSupplier over) {
        return waitUntil(wait, over, 0);
    }

    private static Coroutine<Integer> waitUntil(Waiting wait, BooleanSupplier over, int times) {
        return body(() -> over.getAsBoolean()
                ? value(times)
                : await(wait.begin(), v -> Body.tail(waitUntil(wait, over, times + 1))));
    }

    private Coroutine<Void> steps(Waiting wait, String name, int left) {
        return body(() -> {
            log.add(name + left);
            return left == 0 ? value(null) : await(wait.begin(), v -> Body.tail(steps(wait, name, left - 1)));
        });
    }

    @Test
    void tasksThatYieldTakeTurnsWithThoseThatAreSpawnedMeanwhile() {
        Coroutines.run(body(() -> await(yieldNow(), v -> {
            var a = spawn(steps(Waiting.FOR_ITS_TURN, "a", 2));
            var b = spawn(steps(Waiting.FOR_ITS_TURN, "b", 1));
            log.add("main");
            return await(a, x -> await(b));
        })));

        assertThat(log).containsExactly("main", "a2", "b1", "a1", "b0", "a0");
    }

    @Test
    void aCallbackRunsBeforeTheTaskThatHasYieldedBehindIt() {
        Coroutines.run(body(() -> await(yieldNow(), v -> {
            EventLoop.current().execute(() -> log.add("callback"));
            return await(yieldNow(), w -> {
                log.add("task");
                return value(null);
            });
        })));

        assertThat(log).containsExactly("callback", "task");
    }

    @ParameterizedTest
    @EnumSource
    void whatComesFromOtherThreadsIsSeenByATaskThatDoesNothingButWait(Waiting wait) throws Exception {
        var seen = new AtomicInteger();
        try (var runner = Runner.builder().build()) {
            var thread = new Thread(() -> runner.loop().execute(seen::incrementAndGet));
            var times = runner.run(body(() -> {
                thread.start();
                return await(waitUntil(wait, () -> seen.get() > 0));
            }));
            thread.join();

            assertThat(times).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTimerIsDueWhileATaskDoesNothingButWait(Waiting wait) {
        var due = new AtomicInteger();
        Coroutines.run(body(() -> {
            EventLoop.current().schedule(Duration.ofMillis(1), due::incrementAndGet);
            return await(waitUntil(wait, () -> due.get() > 0));
        }));

        assertThat(due).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptCancelsATaskThatDoesNothingButWait(Waiting wait) {
        var steps = new AtomicInteger();

        assertThatThrownBy(() -> Coroutines.run(body(() -> {
                    Thread.currentThread().interrupt();
                    return await(waitUntil(wait, () -> steps.incrementAndGet() > 10));
                })))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(steps).hasValue(1);
    }

    @Test
    void aTaskThatCancelsItselfIsCancelledByItsNextYield() {
        assertThatThrownBy(() -> Coroutines.run(body(() -> await(yieldNow(), v -> {
                    Task.current().cancel();
                    return await(yieldNow(), w -> {
                        log.add("not reached");
                        return value(null);
                    });
                }))))
                .isInstanceOf(CancellationException.class);
        assertThat(log).isEmpty();
    }

    @Test
    void aListenerHearsOfEachStepOfATaskThatYieldsAlone() {
        var listener = new LoopListener() {
            int begun;
            int ended;

            @Override
            public void stepBegins(Task<?> task) {
                begun++;
            }

            @Override
            public void stepEnded(Task<?> task) {
                ended++;
            }
        };
        try (var runner = Runner.builder().listener(listener).build()) {
            runner.run(steps(Waiting.FOR_ITS_TURN, "a", 9));
        }

        assertThat(listener.begun).isEqualTo(10);
        assertThat(listener.ended).isEqualTo(10);
    }

    @Test
    void thePassInWhichMainEndsIsTheLastButOne() {
        var turns = new AtomicInteger();
        try (var runner = Runner.builder().build()) {
            runner.run(body(() -> {
                var forEver = spawn(waitUntil(Waiting.FOR_ITS_TURN, () -> turns.incrementAndGet() < 0));
                return await(yieldNow(), v -> {
                    log.add(forEver.isDone() ? "done" : "yields");
                    return value(null);
                });
            }));

            assertThat(log).containsExactly("yields");
            assertThat(turns).hasValueLessThanOrEqualTo(4);
        }
    }

    @Test
    void aTaskThatOnlyYieldsIsNotFollowedBeyondTheLastPass() {
        var turns = new AtomicInteger();
        try (var runner = Runner.builder().build()) {
            runner.run(body(() -> {
                var forMain = new Promise<String>();
                var forOther = new Promise<String>();
                spawn(body(() -> await(
                        forOther, v -> await(waitUntil(Waiting.FOR_ITS_TURN, () -> turns.incrementAndGet() < 0)))));
                spawn(body(() -> await(yieldNow(), v -> {
                    forMain.complete("go on");
                    forOther.complete("go on");
                    return value(null);
                })));
                return await(forMain);
            }));

            assertThat(turns).hasValue(2); // in the pass in which main ends, and in the last
        }
    }

    @Test
    void tasksThatAwaitTasksTakeTurnsWithThoseThatYield() {
        Coroutines.run(body(() -> {
            var a = spawn(steps(Waiting.FOR_A_TASK_THAT_ENDS_AT_ONCE, "a", 2));
            var b = spawn(steps(Waiting.FOR_ITS_TURN, "b", 4));
            return await(a, x -> await(b));
        }));

        assertThat(log).containsExactly("a2", "b4", "b3", "a1", "b2", "b1", "a0", "b0");
    }

    @Test
    void aCallbackRunsBeforeTheTaskThatAwaitsTheOneThatAskedForIt() {
        Coroutines.run(body(() -> {
            var asking = spawn(body(() -> {
                EventLoop.current().execute(() -> log.add("callback"));
                return value("done");
            }));
            return await(asking, v -> {
                log.add("awaiter");
                return value(null);
            });
        }));

        assertThat(log).containsExactly("callback", "awaiter");
    }

    @Test
    void aTimerThatAnEagerTaskAsksForIsLookedAtByTheNextPass() {
        var turns = Coroutines.run(body(() -> await(yieldNow(), v -> {
            var sleeper = spawnEager(body(() -> await(sleep(Duration.ofNanos(1)))));
            return await(waitUntil(Waiting.FOR_ITS_TURN, sleeper::isDone));
        })));

        assertThat(turns).isLessThan(5);
    }
}
