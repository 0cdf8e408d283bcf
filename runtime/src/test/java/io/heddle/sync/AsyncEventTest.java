package io.heddle.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Task;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The first half is CPython's {@code test_locks.py}, {@code EventTests}, one by one. */
class AsyncEventTest extends SyncTest {
    private final AsyncEvent event = new AsyncEvent();

    // test_repr
    @Test
    void itsTextTellsWhetherItIsSetAndHowManyWait() {
        assertThat(event).hasToString("AsyncEvent[not set]");
        spawn(event.awaitSet());
        pass();
        assertThat(event).hasToString("AsyncEvent[not set, waiting: 1]");
        event.set();
        assertThat(event).hasToString("AsyncEvent[set]");
    }

    // test_wait
    @Test
    void settingItWakesAllInTheOrderOfArrival() {
        var t1 = spawn(logging(event.awaitSet(), 1));
        var t2 = spawn(logging(event.awaitSet(), 2));
        pass();
        assertThat(log).isEmpty();

        var t3 = spawn(logging(event.awaitSet(), 3));
        event.set();
        pass();

        assertThat(log).as("the third comes when it is set, and does not wait").containsExactlyInAnyOrder(3, 1, 2);
        assertThat(log).containsSubsequence(1, 2);
        assertThat(states(t1, t2, t3)).containsExactly("done: null", "done: null", "done: null");
    }

    // test_wait_on_set
    @Test
    void waitingForOneThatIsSetDoesNotSuspend() {
        event.set();
        var task = spawn(event.awaitSet());
        pass();

        assertThat(state(task)).isEqualTo("done: null");
    }

    // test_wait_cancel
    @Test
    void whoIsCancelledLeavesTheLine() {
        var waiting = spawn(event.awaitSet());
        pass();
        waiting.cancel();
        pass();

        assertThat(state(waiting)).isEqualTo("cancelled");
        assertThat(event).hasToString("AsyncEvent[not set]");
    }

    // test_clear
    @Test
    void clearTakesTheFlagBack() {
        assertThat(event.isSet()).isFalse();
        event.set();
        assertThat(event.isSet()).isTrue();
        event.clear();
        assertThat(event.isSet()).isFalse();
    }

    // test_clear_with_waiters
    @Test
    void whoWasWokenGoesOnAlsoWhereTheFlagIsClearedMeanwhile() {
        var task = spawn(logging(event.awaitSet(), 1));
        pass();
        assertThat(log).isEmpty();

        event.set();
        event.clear();
        assertThat(event.isSet()).isFalse();
        event.set();
        event.set();
        pass();

        assertThat(log).containsExactly(1);
        assertThat(state(task)).isEqualTo("done: null");
    }

    // What follows is Heddle's own.

    @Test
    void whoComesAfterItWasClearedWaitsForTheNextTime() {
        event.set();
        event.clear();
        var task = spawn(event.awaitSet());
        settle();
        assertThat(state(task)).isEqualTo("waits");

        event.set();
        settle();
        assertThat(state(task)).isEqualTo("done: null");
    }

    @Test
    void aCancellationAfterTheWakeUpIsThrownAllTheSame() {
        var task = spawn(event.awaitSet());
        pass();
        event.set();
        task.cancel();
        pass();

        assertThat(state(task)).isEqualTo("cancelled");
    }

    @Test
    void cancellingOneOfManyLeavesTheOthersInTheirOrder() {
        var tasks = new ArrayList<Task<Object>>();
        for (var i = 0; i < 5; i++) {
            tasks.add(spawn(logging(event.awaitSet(), i)));
        }
        pass();
        tasks.get(0).cancel();
        tasks.get(2).cancel();
        tasks.get(4).cancel();
        pass();
        event.set();
        pass();

        assertThat(log).containsExactly(1, 3);
    }
}
