package io.heddle.sync;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.Awaitable;
import io.heddle.Coroutine;
import io.heddle.Promise;
import io.heddle.Task;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The first half is CPython's {@code test_locks.py}, {@code LockTests}, one by one. */
class AsyncLockTest extends SyncTest {
    private final AsyncLock lock = new AsyncLock();

    // test_repr
    @Test
    void itsTextTellsWhetherItIsFree() {
        assertThat(lock).hasToString("AsyncLock[free]");

        var holder = spawn(inTurn(lock.acquire(), parked()));
        pass();
        assertThat(lock).hasToString("AsyncLock[held by " + holder.name() + "]");

        spawn(lock.acquire());
        spawn(lock.acquire());
        pass();
        assertThat(lock).hasToString("AsyncLock[held by " + holder.name() + ", waiting: 2]");
    }

    // test_acquire
    @Test
    void whoeverWaitsGetsTheLockInTheOrderOfArrival() {
        assertThat(lock.tryAcquire()).isTrue();
        var first = spawn(logging(lock.acquire(), 1));
        var second = spawn(logging(lock.acquire(), 2));
        pass();
        assertThat(log).isEmpty();

        lock.release();
        pass();
        assertThat(log).containsExactly(1);
        pass();
        assertThat(log).containsExactly(1);

        var third = spawn(logging(lock.acquire(), 3));
        lock.release();
        pass();
        assertThat(log).containsExactly(1, 2);

        lock.release();
        pass();
        assertThat(log).containsExactly(1, 2, 3);
        assertThat(states(first, second, third)).containsExactly("done: null", "done: null", "done: null");
    }

    // test_acquire_cancel
    @Test
    void whoIsCancelledWhileWaitingLeavesTheLine() {
        lock.tryAcquire();
        var waiting = spawn(lock.acquire());
        pass();
        waiting.cancel();
        assertThat(lock).hasToString("AsyncLock[held]");
        pass();

        assertThat(state(waiting)).isEqualTo("cancelled");
    }

    // test_cancel_race
    @Test
    void aReleaseInTheSamePassAsACancellationServesTheNext() {
        var go = new Promise<String>();
        var a = spawn(holding(go));
        pass();
        var b = spawn(holding(done()));
        pass();
        assertThat(lock).hasToString("AsyncLock[held by " + a.name() + ", waiting: 1]");
        var c = spawn(holding(done()));
        pass();
        assertThat(lock).hasToString("AsyncLock[held by " + a.name() + ", waiting: 2]");

        go.complete("on");
        b.cancel();
        pass();
        assertThat(states(a, b, c)).containsExactly("done: null", "cancelled", "waits");
        assertThat(lock).hasToString("AsyncLock[held by " + c.name() + "]");

        pass();
        assertThat(state(c)).isEqualTo("done: null");
        assertThat(lock.isLocked()).isFalse();
    }

    /** Takes the lock, awaits {@code go}, releases the lock. */
    private Coroutine<Void> holding(Awaitable<?> go) {
        return body(() -> await(
                lock.acquire(),
                v -> await(go, w -> {
                    lock.release();
                    return value(null);
                })));
    }

    // test_cancel_release_race
    @Test
    void aCancellationAndAReleaseInOneStepHandTheLockToOneTaskOnly() {
        lock.tryAcquire();
        var t1 = spawn(logging(lock.acquire(), 1));
        var t2 = spawn(logging(lock.acquire(), 2));
        var t3 = spawn(logging(lock.acquire(), 3));
        pass();

        t1.cancel();
        lock.release();
        settle();

        assertThat(log).containsExactly(2);
        assertThat(states(t1, t2, t3)).containsExactly("cancelled", "done: null", "waits");
    }

    // test_finished_waiter_cancelled
    @Test
    void whoCameAfterTheCancelledOneIsServed() {
        lock.tryAcquire();
        var b = spawn(lock.acquire());
        pass();
        assertThat(lock).hasToString("AsyncLock[held, waiting: 1]");

        var c = spawn(lock.acquire());
        b.cancel();
        lock.release();
        pass();

        assertThat(lock.isLocked()).isTrue();
        assertThat(states(b, c)).containsExactly("cancelled", "done: null");
    }

    // test_release_not_acquired
    @Test
    void releasingAFreeLockIsAnError() {
        assertThatThrownBy(lock::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "AsyncLock.release() of a lock that is free: it was never acquired, or somebody has released"
                                + " it already");
    }

    // test_release_no_waiters
    @Test
    void aReleaseFreesTheLockWhereNobodyWaits() {
        spawn(lock.acquire());
        pass();
        assertThat(lock.isLocked()).isTrue();

        lock.release();
        assertThat(lock.isLocked()).isFalse();
    }

    // test_context_manager
    @Test
    void aGuardReleasesTheLock() {
        spawn(body(() -> await(lock.hold(), guard -> {
            try (guard) {
                log.add(lock.isLocked());
            }
            return value(null);
        })));
        pass();

        assertThat(log).containsExactly(true);
        assertThat(lock.isLocked()).isFalse();
    }

    // What follows is Heddle's own.

    @Test
    void acquiringAFreeLockDoesNotSuspend() {
        var task = spawn(lock.acquire());
        pass();

        assertThat(state(task)).isEqualTo("done: null");
    }

    @Test
    void acquireDoesNothingUntilItIsAwaited() {
        lock.acquire();

        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void acquireIsForASingleUse() {
        var acquire = lock.acquire();
        var task = spawn(inTurn(acquire, acquire));
        pass();

        assertThat(state(task))
                .isEqualTo(
                        "failed: java.lang.IllegalStateException: AsyncLock.acquire() was awaited or spawned already,"
                                + " and a coroutine runs once: call the method again, or spawn(..) it and await the task as often"
                                + " as you like");
    }

    @Test
    void tryAcquireTakesTheLockWhereItIsFree() {
        assertThat(lock.tryAcquire()).isTrue();
        assertThat(lock.tryAcquire()).isFalse();
        lock.release();
        assertThat(lock.tryAcquire()).isTrue();
    }

    @Test
    void tryAcquireOvertakesNobody() {
        lock.tryAcquire();
        var waiting = spawn(lock.acquire());
        pass();
        lock.release();

        assertThat(lock.tryAcquire()).isFalse();
        pass();
        assertThat(state(waiting)).isEqualTo("done: null");
    }

    @Test
    void aReleaseHandsTheLockOverSoThatItIsNeverFreeWhileSomebodyWaits() {
        lock.tryAcquire();
        var waiting = spawn(lock.acquire());
        pass();
        lock.release();

        assertThat(lock).hasToString("AsyncLock[held by " + waiting.name() + "]");
    }

    @Test
    void whoIsCancelledAfterTheLockWasHandedToItHandsItOn() {
        lock.tryAcquire();
        var first = spawn(loggingFailure(lock.acquire(), "first"));
        var second = spawn(loggingFailure(lock.acquire(), "second"));
        pass();
        lock.release();
        first.cancel();
        pass();

        assertThat(log).containsExactly("first: io.heddle.CancelledError");
        assertThat(lock).hasToString("AsyncLock[held by " + second.name() + "]");
        pass();
        assertThat(states(first, second)).containsExactly("cancelled", "done: null");
    }

    @Test
    void theLockIsFreeWhereTheOnlyOneItWasHandedToIsCancelled() {
        lock.tryAcquire();
        var task = spawn(lock.acquire());
        pass();
        lock.release();
        task.cancel();
        pass();

        assertThat(state(task)).isEqualTo("cancelled");
        assertThat(lock).hasToString("AsyncLock[free]");
    }

    @Test
    void aWholeLineOfCancelledTasksHandsTheLockOn() {
        lock.tryAcquire();
        var line = new ArrayList<Task<Void>>();
        for (var i = 0; i < 5; i++) {
            line.add(spawn(lock.acquire()));
        }
        pass();
        lock.release();
        for (var task : line.subList(0, 4)) {
            task.cancel();
            pass();
        }
        pass();

        assertThat(line)
                .extracting(SyncTest::state)
                .containsExactly("cancelled", "cancelled", "cancelled", "cancelled", "done: null");
    }

    @Test
    void aCancellationThatIsTakenBackBeforeTheTaskGoesOnLeavesItTheLock() {
        lock.tryAcquire();
        var task = spawn(lock.acquire());
        pass();
        lock.release();
        task.cancel();
        task.uncancel();
        pass();

        assertThat(state(task)).isEqualTo("done: null");
        assertThat(lock).hasToString("AsyncLock[held by a task that has ended]");
    }

    @Test
    void aPlaceThatWasLostToACancellationIsLostAlsoWhereThatIsTakenBack() {
        lock.tryAcquire();
        var task = spawn(lock.acquire());
        pass();
        task.cancel();
        task.uncancel();
        pass();

        assertThat(state(task)).isEqualTo("cancelled");
        lock.release();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void anyTaskMayReleaseTheLock() {
        spawn(lock.acquire());
        pass();
        spawn(body(() -> {
            lock.release();
            return value(null);
        }));
        pass();

        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void aGuardReleasesOnce() {
        var task = spawn(lock.hold());
        pass();
        var guard = task.resultNow();
        guard.close();
        lock.tryAcquire();
        guard.close();

        assertThat(lock.isLocked()).isTrue();
    }

    @Test
    void aGuardOfALockThatWasReleasedMeanwhileSaysSo() {
        var task = spawn(lock.hold());
        pass();
        lock.release();

        assertThatThrownBy(() -> task.resultNow().close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("AsyncLock.release() of a lock that is free");
    }

    @Test
    void holdWaitsInTheSameLineAsAcquire() {
        lock.tryAcquire();
        spawn(logging(lock.acquire(), "acquire"));
        spawn(logging(lock.hold(), "hold"));
        spawn(logging(lock.acquire(), "acquire again"));
        pass();
        for (var i = 0; i < 3; i++) {
            lock.release();
            pass();
        }

        assertThat(log).containsExactly("acquire", "hold", "acquire again");
    }

    @Test
    void whoAcquiresTwiceWaitsForItself() {
        var task = spawn(inTurn(lock.acquire(), lock.acquire()));
        settle();

        assertThat(state(task)).isEqualTo("waits");
        lock.release();
        settle();
        assertThat(state(task)).isEqualTo("done: null");
    }

    @Test
    void aCancelledTaskThatDoesNotWaitKeepsTheLock() {
        var task = spawn(inTurn(lock.acquire(), parked()));
        pass();
        task.cancel();
        settle();

        assertThat(state(task)).isEqualTo("cancelled");
        assertThat(lock.isLocked()).isTrue();
    }
}
