package io.heddle.sync;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.tail;
import static io.heddle.Body.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.Coroutine;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code join} and {@code shutdown}, for each kind of queue; the first half is CPython's {@code test_queues.py}. */
class QueueShutdownTest extends SyncTest {
    private static final String REFUSED = "failed: io.heddle.sync.QueueShutDownException:"
            + " the queue was shut down, and takes no elements any more";
    private static final String AT_END =
            "failed: io.heddle.sync.QueueShutDownException: the queue was shut down, and no element is left";

    /** The kinds of queues. */
    enum Kind {
        FIFO,
        LIFO,
        PRIORITY;

        AsyncQueue<Integer> queue(int capacity) {
            return switch (this) {
                case FIFO -> new AsyncQueue<>(capacity);
                case LIFO -> new AsyncLifoQueue<>(capacity);
                case PRIORITY -> new AsyncPriorityQueue<>(capacity);
            };
        }

        AsyncQueue<Integer> queue() {
            return queue(0);
        }
    }

    private void assertShutDownAndEmpty(AsyncQueue<Integer> queue) {
        var put = spawn(queue.put(1));
        var get = spawn(queue.get());
        settle();
        assertThat(states(put, get)).containsExactly(REFUSED, AT_END);
        assertThatThrownBy(() -> queue.offer(1))
                .isInstanceOf(QueueShutDownException.class)
                .hasMessage("the queue was shut down, and takes no elements any more");
        assertThatThrownBy(queue::poll)
                .isInstanceOf(QueueShutDownException.class)
                .hasMessage("the queue was shut down, and no element is left");
    }

    private void assertNothingUnfinished(AsyncQueue<Integer> queue) {
        assertThatThrownBy(queue::taskDone)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("AsyncQueue.taskDone() called more often than elements were added to the queue");
    }

    // test_task_done_underflow
    @ParameterizedTest
    @EnumSource
    void taskDoneWithoutATaskIsAnError(Kind kind) {
        assertNothingUnfinished(kind.queue());
    }

    // test_task_done
    @ParameterizedTest
    @EnumSource
    void joinWaitsForAllElementsToBeDone(Kind kind) {
        var queue = kind.queue();
        for (var i = 0; i < 100; i++) {
            queue.offer(i);
        }
        var sum = new int[1];
        var running = new AtomicBoolean(true);
        var worker1 = spawn(working(queue, sum, running));
        var worker2 = spawn(working(queue, sum, running));
        var join = spawn(queue.join());
        settle();

        assertThat(state(join)).isEqualTo("done: null");
        assertThat(sum[0]).isEqualTo(99 * 100 / 2);
        running.set(false);
        queue.offer(0);
        queue.offer(0);
        settle();
        assertThat(states(worker1, worker2)).containsExactly("done: null", "done: null");
    }

    private Coroutine<Void> working(AsyncQueue<Integer> queue, int[] sum, AtomicBoolean running) {
        return body(() -> {
            if (!running.get()) {
                return value(null);
            }
            return await(queue.get(), item -> {
                sum[0] += item;
                queue.taskDone();
                return tail(working(queue, sum, running));
            });
        });
    }

    // test_join_empty_queue
    @ParameterizedTest
    @EnumSource
    void joiningAnEmptyQueueDoesNotSuspend(Kind kind) {
        var queue = kind.queue();
        var task = spawn(inTurn(queue.join(), queue.join()));
        pass();

        assertThat(state(task)).isEqualTo("done: null");
    }

    // test_shutdown_empty
    @ParameterizedTest
    @EnumSource
    void shuttingDownAnEmptyQueueEndsThoseWhoWait(Kind kind) {
        var queue = kind.queue();
        var get = spawn(queue.get());
        pass();
        queue.shutdown();
        assertThat(queue.size()).isZero();
        var join = spawn(queue.join());
        pass();

        assertThat(states(join, get)).containsExactly("done: null", AT_END);
        assertShutDownAndEmpty(queue);
    }

    // test_shutdown_nonempty
    @ParameterizedTest
    @EnumSource
    void shuttingDownLeavesTheElementsThatAreThere(Kind kind) {
        var queue = kind.queue(1);
        queue.offer(1);
        var join = spawn(queue.join());
        var put = spawn(queue.put(2));
        pass();
        assertThat(state(put)).isEqualTo("waits");

        queue.shutdown();
        assertThat(queue.size()).isEqualTo(1);
        pass();
        assertThat(state(put)).isEqualTo(REFUSED);
        var get = spawn(queue.get());
        pass();
        assertThat(states(get, join)).containsExactly("done: 1", "waits");
        assertShutDownAndEmpty(queue);

        queue.taskDone();
        pass();
        assertThat(state(join)).isEqualTo("done: null");
        assertNothingUnfinished(queue);
    }

    // test_shutdown_immediate
    @ParameterizedTest
    @EnumSource
    void shutdownNowDropsTheElementsAndCountsThemAsDone(Kind kind) {
        var queue = kind.queue();
        queue.offer(1);
        var join = spawn(queue.join());
        pass();
        queue.shutdownNow();
        assertThat(queue.size()).isZero();
        pass();

        assertThat(state(join)).isEqualTo("done: null");
        assertShutDownAndEmpty(queue);
        assertNothingUnfinished(queue);
    }

    // test_shutdown_immediate_with_unfinished
    @ParameterizedTest
    @EnumSource
    void shutdownNowLeavesWhatIsBeingWorkedOn(Kind kind) {
        var queue = kind.queue();
        queue.offer(1);
        queue.offer(2);
        var join = spawn(queue.join());
        pass();
        queue.poll();
        queue.shutdownNow();
        assertThat(queue.size()).isZero();
        pass();
        assertThat(state(join)).isEqualTo("waits");
        assertShutDownAndEmpty(queue);

        queue.taskDone();
        assertNothingUnfinished(queue);
        pass();
        assertThat(state(join)).isEqualTo("done: null");
    }

    // What follows is Heddle's own.

    @ParameterizedTest
    @EnumSource
    void shuttingDownTwiceIsShuttingDown(Kind kind) {
        var queue = kind.queue();
        queue.shutdown();
        queue.shutdown();
        queue.shutdownNow();

        assertShutDownAndEmpty(queue);
    }

    @ParameterizedTest
    @EnumSource
    void shutdownNowAfterAShutdownDropsTheElements(Kind kind) {
        var queue = kind.queue();
        queue.offer(1);
        queue.shutdown();
        queue.shutdownNow();

        assertShutDownAndEmpty(queue);
    }

    @ParameterizedTest
    @EnumSource
    void aPromisedElementIsGivenDespiteAShutdown(Kind kind) {
        var queue = kind.queue();
        var promised = spawn(queue.get());
        var waiting = spawn(queue.get());
        pass();
        queue.offer(1);
        queue.shutdown();
        settle();

        assertThat(states(promised, waiting)).containsExactly("done: 1", AT_END);
    }

    @ParameterizedTest
    @EnumSource
    void aPromisedElementThatShutdownNowDropsIsNotGiven(Kind kind) {
        var queue = kind.queue();
        var promised = spawn(queue.get());
        pass();
        queue.offer(1);
        queue.shutdownNow();
        assertThat(queue.size()).isZero();
        pass();

        assertThat(state(promised)).isEqualTo(AT_END);
        assertNothingUnfinished(queue);
    }

    @ParameterizedTest
    @EnumSource
    void promisedRoomIsNotUsedAfterAShutdown(Kind kind) {
        var queue = kind.queue(1);
        queue.offer(1);
        var put = spawn(queue.put(2));
        pass();
        queue.poll();
        queue.shutdown();
        pass();

        assertThat(state(put)).isEqualTo(REFUSED);
        assertThat(queue.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatAGetLeavesBehindThatIsCancelledAfterAShutdownIsGivenToTheNext(Kind kind) {
        var queue = kind.queue();
        var first = spawn(queue.get());
        pass();
        queue.offer(1);
        queue.shutdown();
        var second = spawn(queue.get());
        first.cancel();
        settle();

        assertThat(states(first, second)).containsExactly("cancelled", "done: 1");
    }

    @ParameterizedTest
    @EnumSource
    void whoJoinsIsWokenAlsoWhereNewElementsComeBeforeItGoesOn(Kind kind) {
        var queue = kind.queue();
        queue.offer(1);
        var join = spawn(queue.join());
        pass();
        queue.poll();
        queue.taskDone();
        queue.offer(2);
        pass();

        assertThat(state(join)).isEqualTo("done: null");
    }

    @ParameterizedTest
    @EnumSource
    void whoIsCancelledWhileJoiningLeavesTheLine(Kind kind) {
        var queue = kind.queue();
        queue.offer(1);
        var join = spawn(queue.join());
        pass();
        join.cancel();
        pass();
        queue.poll();
        queue.taskDone();

        assertThat(state(join)).isEqualTo("cancelled");
    }
}
