package io.heddle.sync;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.ensuring;
import static io.heddle.Body.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.Body;
import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Promise;
import io.heddle.Task;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The first half is CPython's {@code test_locks.py}, {@code ConditionTests}, one by one; {@link SyncTimeTest} has its timeout. */
class AsyncConditionTest extends SyncTest {
    private final AsyncCondition condition = new AsyncCondition();
    private int state;

    /** Acquires the lock, waits for a signal, logs {@code entry}, and keeps the lock. */
    private Coroutine<Object> waiting(Object entry) {
        return body(() -> await(condition.acquire(), v -> await(logging(condition.awaitSignal(), entry))));
    }

    /** As {@link #waiting}, and releases the lock. */
    private Coroutine<Object> waitingOnce(Object entry) {
        return body(() -> await(waiting(entry), v -> {
            condition.release();
            return value(v);
        }));
    }

    /** Signals {@code count}, with the lock. */
    private void signal(int count) {
        acquire();
        condition.signal(count);
        condition.release();
    }

    private void acquire() {
        spawn(condition.acquire());
        pass();
    }

    // test_wait
    @Test
    void whoIsSignalledGoesOnWhenItHasTheLock() {
        var t1 = spawn(waiting(1));
        var t2 = spawn(waiting(2));
        var t3 = spawn(waiting(3));
        pass();
        assertThat(log).isEmpty();
        pass();
        pass();
        assertThat(condition.isLocked()).isFalse();

        acquire();
        condition.signal();
        pass();
        assertThat(log).isEmpty();
        assertThat(condition.isLocked()).isTrue();

        condition.release();
        pass();
        assertThat(log).containsExactly(1);
        assertThat(condition.isLocked()).isTrue();

        condition.signal(2);
        pass();
        assertThat(log).containsExactly(1);
        assertThat(condition.isLocked()).isTrue();

        condition.release();
        pass();
        assertThat(log).containsExactly(1, 2);
        assertThat(condition.isLocked()).isTrue();

        condition.release();
        pass();
        assertThat(log).containsExactly(1, 2, 3);
        assertThat(condition.isLocked()).isTrue();
        assertThat(states(t1, t2, t3)).containsExactly("done: null", "done: null", "done: null");
    }

    // test_wait_cancel
    @Test
    void whoIsCancelledHasTheLockWhenTheCancellationIsThrown() {
        acquire();
        var task = spawn(loggingFailure(condition.awaitSignal(), "wait"));
        pass();
        assertThat(condition.isLocked()).isFalse();
        task.cancel();
        pass();

        assertThat(log).containsExactly("wait: io.heddle.CancelledError");
        assertThat(condition).hasToString("AsyncCondition[AsyncLock[held by a task that has ended]]");
    }

    // test_wait_cancel_contested
    @Test
    void aCancellationOfOneWhoWaitsForTheLockIsThrownOnceItHasThat() {
        acquire();
        var task = spawn(loggingFailure(condition.awaitSignal(), "wait"));
        pass();
        acquire();
        condition.signal();
        pass();
        task.cancel();
        settle();
        assertThat(log).as("not without the lock").isEmpty();

        condition.release();
        settle();
        assertThat(log).containsExactly("wait: io.heddle.CancelledError");
        assertThat(condition.isLocked()).isTrue();
    }

    // test_wait_cancel_after_notify
    @Test
    void aCancellationAfterTheSignalIsNotLost() {
        var task = spawn(loggingFailure(waitingOnce("waited"), "waiter"));
        pass();
        acquire();
        condition.signal();
        pass();
        task.cancel();
        pass();
        condition.release();
        pass();

        assertThat(state(task)).isEqualTo("cancelled");
        assertThat(log).containsExactly("waiter: io.heddle.CancelledError");
    }

    // test_wait_unacquired
    @Test
    void waitingWithoutTheLockIsAnError() {
        var task = spawn(condition.awaitSignal());
        pass();

        assertThat(state(task))
                .isEqualTo("failed: java.lang.IllegalStateException: AsyncCondition.awaitSignal() without the lock:"
                        + " acquire() it first");
    }

    // test_wait_for
    @Test
    void awaitUntilGoesOnWhenThePredicateHolds() {
        var holds = new AtomicBoolean();
        var task = spawn(body(() -> await(
                condition.acquire(),
                v -> await(condition.awaitUntil(holds::get), w -> {
                    log.add(1);
                    condition.release();
                    return value(true);
                }))));
        pass();
        assertThat(log).isEmpty();
        signal(1);
        settle();
        assertThat(log).isEmpty();

        holds.set(true);
        signal(1);
        settle();
        assertThat(log).containsExactly(1);
        assertThat(state(task)).isEqualTo("done: true");
    }

    // test_wait_for_unacquired
    @Test
    void awaitUntilNeedsTheLockOnlyWhereItWaits() {
        var holds = spawn(condition.awaitUntil(() -> true));
        var fails = spawn(condition.awaitUntil(() -> false));
        pass();

        assertThat(states(holds, fails))
                .containsExactly(
                        "done: null",
                        "failed: java.lang.IllegalStateException: AsyncCondition.awaitSignal() without the lock:"
                                + " acquire() it first");
    }

    // test_notify
    @Test
    void asManyAreSignalledAsAskedForOrAsManyAsThereAre() {
        var t1 = spawn(waitingOnce(1));
        var t2 = spawn(waitingOnce(2));
        var t3 = spawn(waitingOnce(3));
        settle();
        signal(1);
        settle();
        assertThat(log).containsExactly(1);

        acquire();
        condition.signal(1);
        condition.signal(2048);
        condition.release();
        settle();
        assertThat(log).containsExactly(1, 2, 3);
        assertThat(states(t1, t2, t3)).containsExactly("done: null", "done: null", "done: null");
    }

    // test_notify_all
    @Test
    void signalAllSignalsAll() {
        var t1 = spawn(waitingOnce(1));
        var t2 = spawn(waitingOnce(2));
        settle();
        acquire();
        condition.signalAll();
        condition.release();
        settle();

        assertThat(log).containsExactly(1, 2);
        assertThat(states(t1, t2)).containsExactly("done: null", "done: null");
    }

    // test_notify_unacquired
    @Test
    void signallingWithoutTheLockIsAnError() {
        assertThatThrownBy(condition::signal)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("AsyncCondition.signal() without the lock: acquire() it first");
        assertThatThrownBy(() -> condition.signal(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("AsyncCondition.signal(3) without the lock: acquire() it first");
    }

    // test_notify_all_unacquired
    @Test
    void signallingAllWithoutTheLockIsAnError() {
        assertThatThrownBy(condition::signalAll)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("AsyncCondition.signalAll() without the lock: acquire() it first");
    }

    // test_repr
    @Test
    void itsTextTellsOfTheLockAndHowManyWait() {
        assertThat(condition).hasToString("AsyncCondition[AsyncLock[free]]");
        spawn(waiting(1));
        spawn(waiting(2));
        settle();
        assertThat(condition).hasToString("AsyncCondition[waiting: 2, AsyncLock[free]]");
        acquire();
        assertThat(condition).hasToString("AsyncCondition[waiting: 2, AsyncLock[held by a task that has ended]]");
    }

    // test_context_manager
    @Test
    void aGuardReleasesTheLock() {
        spawn(body(() -> await(condition.hold(), guard -> {
            try (guard) {
                log.add(condition.isLocked());
            }
            return value(null);
        })));
        pass();

        assertThat(log).containsExactly(true);
        assertThat(condition.isLocked()).isFalse();
    }

    // test_explicit_lock
    @Test
    void aConditionOfALockSharesIt() {
        var lock = new AsyncLock();
        for (var shared : new AsyncCondition[] {new AsyncCondition(lock), lock.newCondition()}) {
            spawn(shared.acquire());
            pass();
            assertThat(lock.isLocked()).isTrue();
            lock.release();
            assertThat(shared.isLocked()).isFalse();

            spawn(lock.acquire());
            pass();
            assertThat(shared.isLocked()).isTrue();
            shared.release();
            assertThat(lock.isLocked()).isFalse();
        }
    }

    // test_ambiguous_loops
    @Test
    void aConditionBelongsToTheLoopOfItsLock() {
        var lock = new AsyncLock();
        lock.tryAcquire();
        spawn(lock.acquire());
        pass();
        var other = new LoopInHand();
        var task = EventLoop.on(other).spawn(lock.newCondition().awaitSignal());
        other.settle();

        assertThat(state(task)).startsWith("failed: java.lang.IllegalStateException: AsyncCondition.awaitSignal() in ");
    }

    // test_cancelled_error_wakeup
    @Test
    void theMessageOfACancellationWhileWaitingForASignalArrives() {
        var task = spawn(loggingFailure(waitingUntil(() -> false), "task"));
        pass();
        task.cancel("foo");
        pass();

        assertThat(log).containsExactly("task: io.heddle.CancelledError: foo");
        assertThat(condition.isLocked()).isFalse();
    }

    // test_cancelled_error_re_aquire
    @Test
    void theMessageOfACancellationWhileWaitingForTheLockArrives() {
        var wake = new AtomicBoolean();
        var task = spawn(loggingFailure(waitingUntil(wake::get), "task"));
        pass();
        acquire();
        wake.set(true);
        condition.signal();
        pass();
        task.cancel("foo");
        condition.release();
        settle();

        assertThat(log).containsExactly("task: io.heddle.CancelledError: foo");
        assertThat(condition.isLocked()).isFalse();
    }

    /** {@code async with condition: await condition.wait_for(predicate)}. */
    private Coroutine<Void> waitingUntil(BooleanSupplier predicate) {
        return body(() -> await(condition.hold(), guard -> ensuring(condition.awaitUntil(predicate), guard::close)));
    }

    /** Takes one from {@link #state} whenever there is one, until it is negative. */
    private Coroutine<Void> consumer() {
        return body(() -> await(condition.hold(), guard -> ensuring(consuming(), guard::close)));
    }

    private Coroutine<Void> consuming() {
        return body(() -> await(condition.awaitUntil(() -> state != 0), v -> {
            if (state < 0) {
                return value(null);
            }
            state--;
            return Body.tail(consuming());
        }));
    }

    // test_cancelled_wakeup
    @Test
    void aSignalToOneThatIsCancelledBeforeItGoesOnGoesToTheNext() {
        var c0 = spawn(consumer());
        var c1 = spawn(consumer());
        pass();
        acquire();
        state++;
        condition.signal(1);
        c0.cancel();
        condition.release();
        settle();

        assertThat(state).as("consumed by the other").isZero();
        assertThat(states(c0, c1)).containsExactly("cancelled", "waits");
        acquire();
        state = -1;
        condition.signalAll();
        condition.release();
        settle();
        assertThat(state(c1)).isEqualTo("done: null");
    }

    // test_cancelled_wakeup_relock
    @Test
    void aSignalToOneThatIsCancelledWhileItWaitsForTheLockGoesToTheNext() {
        var c0 = spawn(consumer());
        var c1 = spawn(consumer());
        pass();
        acquire();
        state++;
        condition.signal(1);
        pass();
        c0.cancel();
        pass();
        condition.release();
        settle();

        assertThat(state).as("consumed by the other").isZero();
        assertThat(states(c0, c1)).containsExactly("cancelled", "waits");
    }

    // What follows is Heddle's own.

    @Test
    void aSignalToOneThatIsCancelledWhenItHasTheLockGoesToTheNextAndTheLockStays() {
        var first = spawn(loggingFailure(waiting("first"), "first"));
        spawn(waiting("second"));
        settle();
        acquire();
        condition.signal();
        condition.release();
        first.cancel();
        pass();
        assertThat(log).containsExactly("first: io.heddle.CancelledError");
        assertThat(condition.isLocked()).isTrue();

        condition.release();
        settle();
        assertThat(log).containsExactly("first: io.heddle.CancelledError", "second");
    }

    @Test
    void aCancellationWithoutASignalSignalsNobody() {
        var first = spawn(loggingFailure(waitingOnce("first"), "first"));
        var second = spawn(waitingOnce("second"));
        settle();
        first.cancel();
        settle();

        assertThat(states(first, second)).containsExactly("cancelled", "waits");
    }

    @Test
    void oneThatIsCancelledTwiceWaitsForTheLockOnce() {
        acquire();
        var task = spawn(loggingFailure(condition.awaitSignal(), "wait"));
        pass();
        acquire();
        var other = spawn(logging(condition.acquire(), "other"));
        pass();
        task.cancel("once");
        pass();
        task.cancel("twice");
        pass();
        condition.release();
        settle();
        assertThat(log).containsExactly("other");
        condition.release();
        settle();

        assertThat(log).containsExactly("other", "wait: io.heddle.CancelledError: twice");
        assertThat(state(other)).isEqualTo("done: null");
        assertThat(condition.isLocked()).isTrue();
    }

    @Test
    void theSignalledStandBehindThoseWhoWaitForTheLock() {
        spawn(waitingOnce("signalled"));
        settle();
        acquire();
        spawn(body(() -> await(logging(condition.acquire(), "acquired"), v -> {
            condition.release();
            return value(null);
        })));
        pass();
        condition.signal();
        condition.release();
        settle();

        assertThat(log).containsExactly("acquired", "signalled");
    }

    @Test
    void aSignalWhenNobodyWaitsIsForgotten() {
        acquire();
        condition.signal();
        var task = spawn(condition.awaitSignal());
        settle();

        assertThat(state(task)).isEqualTo("waits");
    }

    @Test
    void signallingNoneSignalsNone() {
        var task = spawn(waitingOnce(1));
        pass();
        signal(0);
        signal(-1);
        settle();

        assertThat(state(task)).isEqualTo("waits");
    }

    @Test
    void theConditionsOfALockAreSignalledOneByOne() {
        var lock = new AsyncLock();
        var notEmpty = lock.newCondition();
        var notFull = lock.newCondition();
        spawn(body(() -> await(lock.acquire(), v -> await(logging(notEmpty.awaitSignal(), "not empty")))));
        spawn(body(() -> await(lock.acquire(), v -> await(logging(notFull.awaitSignal(), "not full")))));
        settle();
        spawn(lock.acquire());
        pass();
        notFull.signalAll();
        lock.release();
        settle();

        assertThat(log).containsExactly("not full");
    }

    @Test
    void awaitUntilAsksWithTheLockHeld() {
        var asked = new ArrayList<Boolean>();
        spawn(waitingUntil(() -> {
            asked.add(condition.isLocked());
            return asked.size() == 3;
        }));
        pass();
        signal(1);
        settle();
        signal(1);
        settle();

        assertThat(asked).containsExactly(true, true, true);
        assertThat(condition.isLocked()).isFalse();
    }

    @Test
    void whatThePredicateThrowsIsThrownByTheAwaitWithTheLockHeld() {
        var count = new ArrayList<Integer>();
        var task = spawn(waitingUntil(() -> {
            count.add(1);
            if (count.size() == 2) {
                throw new IllegalArgumentException("no");
            }
            return false;
        }));
        pass();
        signal(1);
        settle();

        assertThat(state(task)).isEqualTo("failed: java.lang.IllegalArgumentException: no");
        assertThat(condition.isLocked()).as("released by the guard").isFalse();
    }

    @Test
    void theWaitGivesTheLockToTheNextInLine() {
        var waiter = spawn(waiting("signalled"));
        var next = spawn(logging(condition.acquire(), "next"));
        pass();
        pass();

        assertThat(log).containsExactly("next");
        assertThat(states(waiter, next)).containsExactly("waits", "done: null");
    }

    @Test
    void aCancelledTaskThatBeginsToWaitStillGetsTheLockBack() {
        var go = new Promise<String>();
        var task = spawn(body(() -> await(
                condition.acquire(),
                v -> await(go, w -> {
                    Task.current().cancel();
                    return await(loggingFailure(condition.awaitSignal(), "wait"));
                }))));
        pass();
        go.complete("on");
        settle();

        assertThat(log).containsExactly("wait: io.heddle.CancelledError");
        assertThat(state(task)).isEqualTo("cancelled");
        assertThat(condition.isLocked()).isTrue();
    }
}
