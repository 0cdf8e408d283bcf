package io.heddle.sync;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.tail;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.Body;
import io.heddle.Coroutine;
import io.heddle.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The first half is CPython's {@code test_locks.py}, {@code BarrierTests}, one by one. */
class AsyncBarrierTest extends SyncTest {
    private static final int N = 5;
    private static final String ABORTED = "failed: io.heddle.sync.BrokenBarrierException: the barrier was aborted";
    private static final String RESET = "failed: io.heddle.sync.BrokenBarrierException: the barrier was reset";

    private final AsyncBarrier barrier = new AsyncBarrier(N);

    /** What a list shows besides {@link #log}. */
    private final List<Object> others = new ArrayList<>();

    private int count;

    private static <T> List<Task<T>> spawn(int count, Supplier<Coroutine<T>> call) {
        var tasks = new ArrayList<Task<T>>();
        for (var i = 0; i < count; i++) {
            tasks.add(spawn(call.get()));
        }
        return tasks;
    }

    private static List<String> states(List<? extends Task<?>> tasks) {
        return tasks.stream().map(SyncTest::state).toList();
    }

    private static List<String> times(int count, String state) {
        return Collections.nCopies(count, state);
    }

    /** Arrives, then does this or that: what stands behind the await, and in {@code except BrokenBarrierError}. */
    private static <T> Coroutine<T> arriving(
            AsyncBarrier at, Body.Then<Integer, T> then, Body.Then<BrokenBarrierException, T> broken) {
        return body(() -> await(at.arrive(), then, e -> {
            if (e instanceof BrokenBarrierException b) {
                return broken.run(b);
            }
            throw e;
        }));
    }

    // test_barrier, test_repr
    @Test
    void itsTextTellsWhatItIsDoing() {
        assertThat(barrier).hasToString("AsyncBarrier[0 of 5 parties wait]");
        spawn(2, barrier::arrive);
        pass();
        assertThat(barrier).hasToString("AsyncBarrier[2 of 5 parties wait]");
        spawn(3, barrier::arrive);
        pass();
        assertThat(barrier).hasToString("AsyncBarrier[draining]");
        spawn(2, barrier::arrive);
        barrier.reset();
        assertThat(barrier).hasToString("AsyncBarrier[resetting]");
        barrier.abort();
        assertThat(barrier).hasToString("AsyncBarrier[broken]");
        assertThat(barrier.isBroken()).isTrue();
    }

    // test_barrier_parties
    @Test
    void itNeedsAtLeastOneParty() {
        assertThatThrownBy(() -> new AsyncBarrier(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a barrier needs at least one party, not 0");
        assertThatThrownBy(() -> new AsyncBarrier(-4)).isInstanceOf(IllegalArgumentException.class);
        assertThat(barrier.parties()).isEqualTo(5);
    }

    // test_context_manager
    @Test
    void eachPartyLearnsItsPlace() {
        var three = new AsyncBarrier(3);
        var tasks = spawn(3, three::arrive);
        settle();

        assertThat(states(tasks)).containsExactly("done: 0", "done: 1", "done: 2");
        assertThat(three.waiting()).isZero();
        assertThat(three.isBroken()).isFalse();
    }

    // test_filling_one_task
    @Test
    void aBarrierOfOneLetsEverybodyThroughAtOnce() {
        var one = new AsyncBarrier(1);
        var task = spawn(one.arrive());
        pass();

        assertThat(state(task)).isEqualTo("done: 0");
        assertThat(one.waiting()).isZero();
        assertThat(one.isBroken()).isFalse();
    }

    // test_filling_one_task_twice
    @Test
    void aBarrierOfOneLetsEverybodyThroughAgainAndAgain() {
        var one = new AsyncBarrier(1);
        var t1 = spawn(one.arrive());
        pass();
        var t2 = spawn(one.arrive());
        pass();

        assertThat(states(List.of(t1, t2))).containsExactly("done: 0", "done: 0");
        assertThat(one.waiting()).isZero();
    }

    // test_filling_task_by_task
    @Test
    void waitingTellsHowManyHaveArrived() {
        var three = new AsyncBarrier(3);
        var t1 = spawn(three.arrive());
        pass();
        assertThat(three.waiting()).isEqualTo(1);
        var t2 = spawn(three.arrive());
        pass();
        assertThat(three.waiting()).isEqualTo(2);
        assertThat(three).hasToString("AsyncBarrier[2 of 3 parties wait]");
        var t3 = spawn(three.arrive());
        settle();

        assertThat(states(List.of(t1, t2, t3))).containsExactly("done: 0", "done: 1", "done: 2");
        assertThat(three.waiting()).isZero();
        assertThat(three.isBroken()).isFalse();
    }

    // test_filling_tasks_wait_twice
    @Test
    void thePartiesMayMeetAgain() {
        var tasks = spawn(N, () -> inTurn(logging(barrier.arrive(), true), logging(barrier.arrive(), false)));
        settle();

        assertThat(states(tasks)).noneMatch("waits"::equals);
        assertThat(log).containsExactly(true, true, true, true, true, false, false, false, false, false);
        assertThat(barrier.waiting()).isZero();
        assertThat(barrier.isBroken()).isFalse();
    }

    // test_filling_tasks_check_return_value
    @Test
    void eachPartyLearnsItsPlaceEachTime() {
        var tasks = spawn(N, () -> inTurn(barrier.arrive(), barrier.arrive()));
        settle();

        assertThat(states(tasks)).containsExactlyInAnyOrder("done: 0", "done: 1", "done: 2", "done: 3", "done: 4");
    }

    // test_draining_state
    @Test
    void itDrainsUntilTheLastHasGoneOn() {
        spawn(N, () -> body(() -> await(barrier.arrive(), v -> value(log.add(barrier.toString())))));
        settle();

        assertThat(log)
                .containsExactly(
                        "AsyncBarrier[draining]",
                        "AsyncBarrier[draining]",
                        "AsyncBarrier[draining]",
                        "AsyncBarrier[draining]",
                        "AsyncBarrier[0 of 5 parties wait]");
    }

    // test_blocking_tasks_while_draining
    @Test
    void whoComesAgainWhileItDrainsWaitsForTheOthers() {
        var notAgain = new AsyncBarrier(N - 2);
        var tasks = spawn(
                N,
                () -> body(() -> await(barrier.arrive(), v -> {
                    if (count++ < 2) {
                        return tail(barrier.arrive());
                    }
                    return await(notAgain.arrive(), w -> tail(barrier.arrive()));
                })));
        settle();

        assertThat(states(tasks)).noneMatch("waits"::equals);
        assertThat(notAgain.waiting()).isZero();
    }

    // test_filling_tasks_cancel_one
    @Test
    void whoIsCancelledIsNoPartyAnyMore() {
        var three = new AsyncBarrier(3);
        var t1 = spawn(three.arrive());
        pass();
        var t2 = spawn(three.arrive());
        pass();
        assertThat(three.waiting()).isEqualTo(2);
        t1.cancel();
        pass();
        assertThat(three.waiting()).isEqualTo(1);
        assertThat(state(t1)).isEqualTo("cancelled");

        var t3 = spawn(three.arrive());
        pass();
        assertThat(three.waiting()).isEqualTo(2);
        var t4 = spawn(three.arrive());
        settle();
        assertThat(states(List.of(t2, t3, t4))).containsExactly("done: 0", "done: 1", "done: 2");
        assertThat(three.waiting()).isZero();
        assertThat(three.isBroken()).isFalse();
    }

    // test_reset_barrier
    @Test
    void resettingOneThatNobodyWaitsAtChangesNothing() {
        barrier.reset();

        assertThat(barrier).hasToString("AsyncBarrier[0 of 5 parties wait]");
        assertThat(barrier.isBroken()).isFalse();
    }

    // test_reset_barrier_while_tasks_waiting
    @Test
    void aResetFailsThoseWhoWait() {
        var tasks = spawn(N - 1, barrier::arrive);
        pass();
        barrier.reset();
        settle();

        assertThat(states(tasks)).isEqualTo(times(N - 1, RESET));
        assertThat(barrier).hasToString("AsyncBarrier[0 of 5 parties wait]");
    }

    // test_reset_barrier_when_tasks_half_draining
    @Test
    void aResetWhileItDrainsFailsThoseWhoHaveNotGoneOn() {
        var rest = N / 2;
        spawn(
                N,
                () -> arriving(
                        barrier,
                        v -> {
                            if (++count == N - rest) {
                                barrier.reset();
                            }
                            return value(null);
                        },
                        e -> value(log.add(e.getMessage()))));
        settle();

        assertThat(log).isEqualTo(times(rest, "the barrier was reset"));
        assertThat(barrier).hasToString("AsyncBarrier[0 of 5 parties wait]");
    }

    // test_reset_barrier_when_tasks_half_draining_half_blocking
    @Test
    void aResetWhileItDrainsLeavesThoseOutsideWaiting() {
        var blocking = N / 2;
        var tasks = spawn(
                N,
                () -> arriving(
                        barrier,
                        v -> {
                            if (++count > blocking) {
                                barrier.reset();
                                return tail(barrier.arrive());
                            }
                            return await(arriving(barrier, w -> value(w), e -> value(others.add(e))), w -> value(0));
                        },
                        e -> {
                            log.add(e.getMessage());
                            return tail(barrier.arrive());
                        }));
        settle();

        assertThat(log).isEqualTo(times(blocking, "the barrier was reset"));
        assertThat(others).isEmpty();
        assertThat(states(tasks)).noneMatch("waits"::equals);
        assertThat(barrier).hasToString("AsyncBarrier[0 of 5 parties wait]");
    }

    // test_reset_barrier_while_tasks_waiting_and_waiting_again
    @Test
    void thosePartiesWhomAResetFailedMayComeAgain() {
        var tasks = spawn(
                N - 1,
                () -> arriving(barrier, v -> tail(logging(barrier.arrive(), "again")), e -> {
                    others.add(e.getMessage());
                    return tail(logging(barrier.arrive(), "again"));
                }));
        pass();
        barrier.reset();
        pass();
        spawn(logging(barrier.arrive(), "late"));
        settle();

        assertThat(others).isEqualTo(times(N - 1, "the barrier was reset"));
        assertThat(log).containsExactlyInAnyOrder("again", "again", "again", "again", "late");
        assertThat(states(tasks)).noneMatch("waits"::equals);
        assertThat(barrier.isBroken()).isFalse();
        assertThat(barrier.waiting()).isZero();
    }

    // test_reset_barrier_while_tasks_draining
    @Test
    void aResetByTheLastToGoOnFailsThoseWhoWereLetIn() {
        spawn(
                N,
                () -> body(() -> await(barrier.arrive(), v -> {
                    if (++count == N) {
                        // Those who came again have been let in before this one went on.
                        log.add(barrier.waiting());
                        barrier.reset();
                        return tail(done(0));
                    }
                    return tail(arriving(barrier, w -> value(w), e -> value(others.add(e.getMessage()) ? 1 : 0)));
                })));
        settle();

        assertThat(log).containsExactly(N - 1);
        assertThat(others).isEqualTo(times(N - 1, "the barrier was reset"));
        assertThat(barrier).hasToString("AsyncBarrier[0 of 5 parties wait]");
    }

    // test_abort_barrier
    @Test
    void anAbortBreaksABarrierThatNobodyWaitsAt() {
        barrier.abort();

        assertThat(barrier.waiting()).isZero();
        assertThat(barrier.isBroken()).isTrue();
    }

    // test_abort_barrier_when_tasks_half_draining_half_blocking
    @Test
    void anAbortWhileItDrainsFailsThoseInsideAndThoseOutside() {
        var blocking = N / 2;
        spawn(
                N,
                () -> arriving(
                        barrier,
                        v -> {
                            if (++count > blocking) {
                                barrier.abort();
                                return value(null);
                            }
                            return tail(arriving(barrier, w -> value(null), e -> value(others.add(e.getMessage()))));
                        },
                        e -> value(log.add(e.getMessage()))));
        settle();

        assertThat(barrier.isBroken()).isTrue();
        assertThat(log).isEqualTo(times(blocking, "the barrier was aborted"));
        assertThat(others).isEqualTo(times(N - blocking - 1, "the barrier was aborted"));
        assertThat(barrier.waiting()).isZero();
    }

    // test_abort_barrier_when_exception
    @Test
    void aPartyThatFailsMayBreakTheBarrierForAll() {
        spawn(
                N,
                () -> arriving(
                        barrier,
                        i -> {
                            if (i == N / 2) {
                                barrier.abort();
                                return value(null);
                            }
                            return tail(
                                    arriving(barrier, w -> value(log.add(w)), e -> value(others.add(e.getMessage()))));
                        },
                        e -> value(others.add(e.getMessage()))));
        settle();

        assertThat(barrier.isBroken()).isTrue();
        assertThat(log).isEmpty();
        assertThat(others).isEqualTo(times(N - 1, "the barrier was aborted"));
    }

    // test_abort_barrier_when_exception_then_resetting
    @Test
    void aBrokenBarrierWorksAgainAfterAReset() {
        var second = new AsyncBarrier(N);
        spawn(
                N,
                () -> body(() -> await(
                        arriving(
                                barrier,
                                i -> {
                                    if (i == N / 2) {
                                        barrier.abort();
                                        return value(null);
                                    }
                                    return tail(arriving(
                                            barrier, w -> value(null), e -> value(others.add(e.getMessage()))));
                                },
                                e -> value(others.add(e.getMessage()))),
                        v -> await(second.arrive(), i -> {
                            if (i == N / 2) {
                                barrier.reset();
                            }
                            return await(second.arrive(), w -> tail(logging(barrier.arrive(), "again")));
                        }))));
        settle();

        assertThat(barrier.isBroken()).isFalse();
        assertThat(others).isEqualTo(times(N - 1, "the barrier was aborted"));
        assertThat(log).isEqualTo(times(N, "again"));
        assertThat(barrier.waiting()).isZero();
    }

    // What follows is Heddle's own.

    @Test
    void theLastToArriveDoesNotSuspend() {
        spawn(N - 1, barrier::arrive);
        pass();
        var last = spawn(barrier.arrive());
        pass();

        assertThat(state(last)).isEqualTo("done: 4");
    }

    @Test
    void placesAreGivenOnceAlsoWhereSomebodyWasCancelled() {
        var tasks = spawn(N - 1, barrier::arrive);
        pass();
        tasks.get(0).cancel();
        pass();
        var late = spawn(2, barrier::arrive);
        settle();

        assertThat(states(tasks)).containsExactly("cancelled", "done: 0", "done: 1", "done: 2");
        assertThat(states(late)).containsExactly("done: 3", "done: 4");
    }

    @Test
    void whoArrivesAtABrokenBarrierFailsAtOnce() {
        barrier.abort();
        var task = spawn(barrier.arrive());
        pass();

        assertThat(state(task)).isEqualTo(ABORTED);
    }

    @Test
    void anAbortFailsThoseWhoWait() {
        var tasks = spawn(N - 1, barrier::arrive);
        pass();
        barrier.abort();
        pass();

        assertThat(states(tasks)).isEqualTo(times(N - 1, ABORTED));
        assertThat(barrier).hasToString("AsyncBarrier[broken]");
    }

    @Test
    void anAbortAndAResetFailThoseWhoWaitAndLetTheNextIn() {
        var tasks = spawn(N - 1, barrier::arrive);
        pass();
        barrier.abort();
        barrier.reset();
        var next = spawn(N, barrier::arrive);
        settle();

        assertThat(states(tasks)).isEqualTo(times(N - 1, RESET));
        assertThat(states(next)).containsExactly("done: 0", "done: 1", "done: 2", "done: 3", "done: 4");
    }

    @Test
    void whoIsCancelledWhileItDrainsKeepsNobodyWaiting() {
        var tasks = spawn(N, barrier::arrive);
        pass();
        tasks.get(0).cancel();
        tasks.get(1).cancel();
        settle();
        assertThat(states(tasks)).containsExactly("cancelled", "cancelled", "done: 2", "done: 3", "done: 4");
        assertThat(barrier).hasToString("AsyncBarrier[0 of 5 parties wait]");

        assertThat(states(settled(spawn(N, barrier::arrive)))).noneMatch("waits"::equals);
    }

    private <T> List<Task<T>> settled(List<Task<T>> tasks) {
        settle();
        return tasks;
    }

    @Test
    void whoWaitsOutsideIsLetInInOrder() {
        var two = new AsyncBarrier(2);
        var tasks = spawn(2, two::arrive);
        pass();
        assertThat(two).hasToString("AsyncBarrier[draining]");
        var next = spawn(5, two::arrive);
        settle();

        assertThat(states(tasks)).containsExactly("done: 0", "done: 1");
        assertThat(states(next)).containsExactly("done: 0", "done: 1", "done: 0", "done: 1", "waits");
        assertThat(two.waiting()).isEqualTo(1);
    }

    @Test
    void whoIsCancelledOutsideIsNotLetIn() {
        var two = new AsyncBarrier(2);
        spawn(2, two::arrive);
        var next = spawn(3, two::arrive);
        pass();
        next.get(0).cancel();
        settle();

        assertThat(states(next)).containsExactly("cancelled", "done: 0", "done: 1");
    }

    @Test
    void arrivingIsForASingleUse() {
        var one = new AsyncBarrier(1);
        var arrive = one.arrive();
        var task = spawn(inTurn(arrive, arrive));
        pass();

        assertThat(state(task))
                .startsWith("failed: java.lang.IllegalStateException: AsyncBarrier.arrive() was awaited");
    }
}
