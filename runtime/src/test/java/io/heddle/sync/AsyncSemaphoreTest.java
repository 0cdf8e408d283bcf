package io.heddle.sync;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.Coroutine;
import io.heddle.Task;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The first half is CPython's {@code test_locks.py}, {@code SemaphoreTests}, one by one. */
class AsyncSemaphoreTest extends SyncTest {
    // test_initial_value_zero
    @Test
    void withoutPermitsItIsLocked() {
        assertThat(new AsyncSemaphore(0).isLocked()).isTrue();
    }

    // test_repr
    @Test
    void itsTextTellsHowManyPermitsAreFreeAndHowManyWait() {
        var semaphore = new AsyncSemaphore(1);
        assertThat(semaphore).hasToString("AsyncSemaphore[free: 1]");
        semaphore.tryAcquire();
        assertThat(semaphore).hasToString("AsyncSemaphore[free: 0]");
        spawn(semaphore.acquire());
        spawn(semaphore.acquire());
        pass();
        assertThat(semaphore).hasToString("AsyncSemaphore[free: 0, waiting: 2]");
    }

    // test_semaphore_value
    @Test
    void aNegativeNumberOfPermitsIsRefused() {
        assertThatThrownBy(() -> new AsyncSemaphore(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a semaphore can't have -1 permits");
        assertThatThrownBy(() -> AsyncSemaphore.bounded(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    // test_acquire
    @Test
    void permitsGoToThoseWhoWaitInTheOrderOfArrival() {
        var semaphore = new AsyncSemaphore(3);
        semaphore.tryAcquire();
        semaphore.tryAcquire();
        assertThat(semaphore.isLocked()).isFalse();

        var t1 = spawn(logging(semaphore.acquire(), 1));
        var t2 = spawn(logging(semaphore.acquire(), 2));
        var t3 = spawn(logging(semaphore.acquire(), 3));
        pass();
        assertThat(log).containsExactly(1);
        assertThat(semaphore).hasToString("AsyncSemaphore[free: 0, waiting: 2]");

        var t4 = spawn(logging(semaphore.acquire(), 4));
        semaphore.release();
        semaphore.release();
        assertThat(semaphore).hasToString("AsyncSemaphore[free: 0]");
        pass();
        assertThat(log).containsExactly(1, 2, 3);
        assertThat(semaphore.isLocked()).isTrue();
        assertThat(semaphore).hasToString("AsyncSemaphore[free: 0, waiting: 1]");

        semaphore.release();
        pass();
        assertThat(states(t1, t2, t3, t4)).containsExactly("done: null", "done: null", "done: null", "done: null");
    }

    // test_acquire_cancel
    @Test
    void whoIsCancelledLeavesTheLine() {
        var semaphore = new AsyncSemaphore(0);
        var task = spawn(semaphore.acquire());
        pass();
        task.cancel();
        pass();

        assertThat(state(task)).isEqualTo("cancelled");
        assertThat(semaphore).hasToString("AsyncSemaphore[free: 0]");
    }

    // test_acquire_cancel_before_awoken
    @Test
    void aPermitGoesToTheFirstThatIsNotCancelled() {
        var semaphore = new AsyncSemaphore(0);
        var t1 = spawn(semaphore.acquire());
        var t2 = spawn(semaphore.acquire());
        var t3 = spawn(semaphore.acquire());
        var t4 = spawn(semaphore.acquire());
        pass();
        t1.cancel();
        t2.cancel();
        semaphore.release();
        pass();
        pass();

        assertThat(states(t1, t2, t3, t4)).containsExactly("cancelled", "cancelled", "done: null", "waits");
    }

    // test_acquire_hang
    @Test
    void aReleaseRightAfterACancellationServesTheNext() {
        var semaphore = new AsyncSemaphore(0);
        var t1 = spawn(semaphore.acquire());
        var t2 = spawn(semaphore.acquire());
        pass();
        t1.cancel();
        semaphore.release();
        pass();
        pass();

        assertThat(semaphore.isLocked()).isTrue();
        assertThat(states(t1, t2)).containsExactly("cancelled", "done: null");
    }

    // test_acquire_no_hang
    @Test
    void aTaskThatIsCancelledWhenItHasJustBeenServedGivesThePermitBack() {
        var semaphore = new AsyncSemaphore(1);
        var tasks = new ArrayList<Task<?>>();
        tasks.add(spawn(body(() -> await(
                semaphore.hold(),
                guard -> await(yieldNow(), v -> {
                    guard.close();
                    tasks.get(1).cancel();
                    return value(null);
                })))));
        tasks.add(spawn(logging(semaphore.hold(), "never")));
        settle();

        assertThat(tasks).extracting(SyncTest::state).containsExactly("done: null", "cancelled");
        assertThat(log).isEmpty();
        assertThat(semaphore.tryAcquire()).isTrue();
    }

    // test_release_not_acquired
    @Test
    void aBoundedOneRefusesAReleaseTooMany() {
        var semaphore = AsyncSemaphore.bounded(2);

        assertThatThrownBy(semaphore::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("AsyncSemaphore.release() of a semaphore that has all of its 2 permits");
    }

    // test_release_no_waiters
    @Test
    void aReleaseFreesAPermitWhereNobodyWaits() {
        var semaphore = new AsyncSemaphore(1);
        spawn(semaphore.acquire());
        pass();
        assertThat(semaphore.isLocked()).isTrue();
        semaphore.release();

        assertThat(semaphore.isLocked()).isFalse();
    }

    // test_acquire_fifo_order
    @Test
    void tasksThatComeAgainTakeTurns() {
        var semaphore = new AsyncSemaphore(1);
        for (var name : new String[] {"c1", "c2", "c3"}) {
            spawn(inTurn(holdingOnce(semaphore, name + "_1"), holdingOnce(semaphore, name + "_2")));
        }
        settle();

        assertThat(log).containsExactly("c1_1", "c2_1", "c3_1", "c1_2", "c2_2", "c3_2");
    }

    private Coroutine<Void> holdingOnce(AsyncSemaphore semaphore, String tag) {
        return body(() -> await(semaphore.acquire(), v -> {
            log.add(tag);
            return await(yieldNow(), w -> {
                semaphore.release();
                return value(null);
            });
        }));
    }

    // test_acquire_fifo_order_2
    @Test
    void whoReleasesAndAcquiresAgainStandsBehindThoseWhoWait() {
        var semaphore = new AsyncSemaphore(1);
        spawn(logging(semaphore.acquire(), 1));
        spawn(body(() -> await(semaphore.acquire(), v -> {
            log.add(2);
            semaphore.release();
            return await(logging(semaphore.acquire(), 4));
        })));
        spawn(logging(semaphore.acquire(), 3));
        pass();
        semaphore.release();
        semaphore.release();
        settle();

        assertThat(log).containsExactly(1, 2, 3, 4);
    }

    // test_acquire_fifo_order_3
    @Test
    void theOrderHoldsWhereTheFirstIsCancelled() {
        var semaphore = new AsyncSemaphore(0);
        var t1 = spawn(logging(semaphore.acquire(), 1));
        spawn(logging(semaphore.acquire(), 2));
        spawn(logging(semaphore.acquire(), 3));
        pass();
        t1.cancel();
        pass();
        semaphore.release();
        semaphore.release();
        settle();

        assertThat(log).containsExactly(2, 3);
    }

    // test_acquire_fifo_order_4
    @Test
    void whoComesWhileOneIsOnItsWayStandsBehindItEvenWherePermitsAreFree() {
        var semaphore = new AsyncSemaphore(0);
        spawn(body(() -> await(semaphore.acquire(), v -> {
            assertThat(semaphore).hasToString("AsyncSemaphore[free: 0]");
            spawn(body(() -> {
                log.add(4);
                return value(null);
            }));
            log.add(1);
            return value(null);
        })));
        spawn(body(() -> {
            semaphore.release();
            semaphore.release();
            semaphore.release();
            assertThat(semaphore).hasToString("AsyncSemaphore[free: 2]");
            assertThat(semaphore.isLocked()).isTrue();
            return await(semaphore.acquire(), v -> value(log.add(2)));
        }));
        spawn(body(() -> await(semaphore.acquire(), v -> {
            assertThat(semaphore.isLocked()).isTrue();
            return value(log.add(3));
        })));
        pass();
        assertThat(semaphore).hasToString("AsyncSemaphore[free: 2, waiting: 2]");
        settle();

        assertThat(log).containsExactly(1, 2, 3, 4);
    }

    // What follows is Heddle's own.

    @Test
    void tryAcquireTakesAPermitWhereOneIsFree() {
        var semaphore = new AsyncSemaphore(2);

        assertThat(semaphore.tryAcquire()).isTrue();
        assertThat(semaphore.tryAcquire()).isTrue();
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isTrue();
    }

    @Test
    void tryAcquireOvertakesNobodyWhoIsOnItsWay() {
        var semaphore = new AsyncSemaphore(0);
        spawn(semaphore.acquire());
        pass();
        semaphore.release();
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isFalse();
        pass();

        assertThat(semaphore.tryAcquire()).isTrue();
    }

    @Test
    void releasesMayAddPermitsWhereItIsNotBounded() {
        var semaphore = new AsyncSemaphore(0);
        semaphore.release();
        semaphore.release();

        assertThat(semaphore).hasToString("AsyncSemaphore[free: 2]");
    }

    @Test
    void aBoundedOneTakesBackWhatWasAcquired() {
        var semaphore = AsyncSemaphore.bounded(1);
        semaphore.tryAcquire();
        semaphore.release();

        assertThatThrownBy(semaphore::release).isInstanceOf(IllegalStateException.class);
        assertThat(semaphore).hasToString("AsyncSemaphore[free: 1]");
    }

    @Test
    void aGuardReleasesThePermitOnce() {
        var semaphore = AsyncSemaphore.bounded(1);
        var task = spawn(semaphore.hold());
        pass();
        assertThat(semaphore.isLocked()).isTrue();
        task.resultNow().close();
        task.resultNow().close();

        assertThat(semaphore).hasToString("AsyncSemaphore[free: 1]");
    }

    @Test
    void whoIsCancelledAfterItWasServedPassesThePermitOn() {
        var semaphore = new AsyncSemaphore(0);
        var t1 = spawn(semaphore.acquire());
        var t2 = spawn(semaphore.acquire());
        pass();
        semaphore.release();
        t1.cancel();
        settle();

        assertThat(states(t1, t2)).containsExactly("cancelled", "done: null");
        assertThat(semaphore).hasToString("AsyncSemaphore[free: 0]");
    }

    @Test
    void whoWaitedBehindOneOnItsWayIsServedWhereThatIsCancelled() {
        var semaphore = new AsyncSemaphore(0);
        var onItsWay = spawn(semaphore.acquire());
        pass();
        semaphore.release();
        semaphore.release();
        var behind = spawn(semaphore.acquire());
        pass();
        assertThat(states(onItsWay, behind)).containsExactly("done: null", "done: null");

        var third = spawn(semaphore.acquire());
        pass();
        semaphore.release();
        third.cancel();
        var fourth = spawn(semaphore.acquire());
        settle();
        assertThat(states(third, fourth)).containsExactly("cancelled", "done: null");
        assertThat(semaphore).hasToString("AsyncSemaphore[free: 0]");
    }

    @Test
    void acquiringAFreePermitDoesNotSuspend() {
        var semaphore = new AsyncSemaphore(2);
        var task = spawn(inTurn(semaphore.acquire(), semaphore.acquire()));
        pass();

        assertThat(state(task)).isEqualTo("done: null");
    }
}
