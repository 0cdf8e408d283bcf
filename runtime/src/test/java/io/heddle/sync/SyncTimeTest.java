package io.heddle.sync;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.sleep;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.withTimeout;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.AsyncTimeoutException;
import io.heddle.Coroutine;
import io.heddle.Runner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for a time, under virtual time; CPython's tests that sleep are among these. */
class SyncTimeTest {
    private final Runner runner = Runner.virtualTime();
    private final List<Object> log = new ArrayList<>();

    @AfterEach
    void close() {
        runner.close();
    }

    private long now() {
        return Duration.ofNanos(runner.loop().nanoTime()).toMillis();
    }

    // ConditionTests.test_timeout_in_block
    @Test
    void aTimeoutWhileWaitingForASignalLeavesTheLockHeld() {
        var condition = new AsyncCondition();
        var outcome = runner.run(() -> body(() -> await(
                condition.acquire(),
                v -> await(
                        withTimeout(ofMillis(500), condition.awaitSignal()),
                        w -> value("signalled"),
                        e -> value(e + "; locked: " + condition.isLocked())))));

        assertThat(outcome).isEqualTo("io.heddle.AsyncTimeoutException: not done within 0.5s; locked: true");
        assertThat(now()).isEqualTo(500);
    }

    // QueueGetTests.test_blocking_get_wait
    @Test
    void getWaitsForAnElement() {
        var queue = new AsyncQueue<Integer>();
        var result = runner.run(() -> {
            runner.loop().schedule(ofMillis(10), () -> log.add(queue.offer(1)));
            return queue.get();
        });

        assertThat(result).isEqualTo(1);
        assertThat(now()).isEqualTo(10);
    }

    // QueueGetTests.test_cancelled_getters_not_being_held_in_self_getters
    @Test
    void aGetThatTimesOutLeavesTheLine() {
        var queue = new AsyncQueue<Integer>(5);
        assertThatThrownBy(() -> runner.run(withTimeout(ofMillis(100), queue.get())))
                .isInstanceOf(AsyncTimeoutException.class);

        queue.offer(1);
        assertThat(queue.size()).as("promised to nobody").isEqualTo(1);
    }

    // QueuePutTests.test_blocking_put_wait
    @Test
    void putWaitsForRoom() {
        var queue = new AsyncQueue<Integer>(1);
        runner.run(() -> {
            runner.loop().schedule(ofMillis(10), () -> log.add(queue.poll()));
            return body(() -> await(queue.put(1), v -> await(queue.put(2))));
        });

        assertThat(log).containsExactly(1);
        assertThat(now()).isEqualTo(10);
        assertThat(queue).hasToString("AsyncQueue[2]");
    }

    @Test
    void aTimeoutWhileWaitingForALockLeavesTheLine() {
        var lock = new AsyncLock();
        lock.tryAcquire();
        assertThatThrownBy(() -> runner.run(withTimeout(ofSeconds(1), lock.acquire())))
                .isInstanceOf(AsyncTimeoutException.class)
                .hasMessage("not done within 1s");

        lock.release();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void aTimeoutInTheSamePassAsTheHandOverPassesTheLockOn() {
        var lock = new AsyncLock();
        lock.tryAcquire();
        var outcome = runner.run(() -> {
            runner.loop().schedule(ofSeconds(1), lock::release);
            var late = spawn(timingOut(withTimeout(ofSeconds(1), lock.acquire())));
            var next = spawn(lock.acquire());
            return body(() -> await(next, v -> await(late)));
        });

        assertThat(outcome).isEqualTo("not done within 1s");
        assertThat(lock.isLocked()).as("by the next").isTrue();
    }

    private static Coroutine<String> timingOut(Coroutine<?> limited) {
        return body(() -> await(limited, v -> value("done"), e -> value(e.getMessage())));
    }

    @Test
    void aSemaphoreLimitsHowManyWorkAtATime() {
        var semaphore = new AsyncSemaphore(2);
        runner.run(() -> {
            var tasks = new ArrayList<Coroutine<?>>();
            for (var i = 0; i < 6; i++) {
                tasks.add(working(semaphore));
            }
            return gather(tasks);
        });

        assertThat(log).containsExactly(1000L, 1000L, 2000L, 2000L, 3000L, 3000L);
    }

    private Coroutine<Void> working(AsyncSemaphore semaphore) {
        return body(() -> await(
                semaphore.hold(),
                guard -> await(sleep(ofSeconds(1)), v -> {
                    log.add(now());
                    guard.close();
                    return value(null);
                })));
    }
}
