package io.heddle.sync;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.tail;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.AsyncIterator;
import io.heddle.Coroutine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * The first half is CPython's {@code test_queues.py}, one by one; its shutdown is in {@link
 * QueueShutdownTest}, and what takes time in {@link SyncTimeTest}.
 */
class AsyncQueueTest extends SyncTest {
    /** Puts all of {@code items}, logging each. */
    private <T> Coroutine<Boolean> puttingAll(AsyncQueue<T> queue, List<T> items) {
        return body(() -> {
            if (items.isEmpty()) {
                return value(true);
            }
            return await(queue.put(items.get(0)), v -> {
                log.add(items.get(0));
                return tail(puttingAll(queue, items.subList(1, items.size())));
            });
        });
    }

    /** Gets {@code count} elements, logging each. */
    private <T> Coroutine<Boolean> getting(AsyncQueue<T> queue, int count) {
        return body(() -> {
            if (count == 0) {
                return value(true);
            }
            return await(queue.get(), element -> {
                log.add(element);
                return tail(getting(queue, count - 1));
            });
        });
    }

    // test_repr, test_str, test_format
    @Test
    void itsTextShowsTheElements() {
        var queue = new AsyncQueue<Integer>();
        assertThat(queue).hasToString("AsyncQueue[]");
        queue.offer(1);
        queue.offer(2);
        assertThat(queue).hasToString("AsyncQueue[1, 2]");
        queue.shutdown();
        assertThat(queue).hasToString("AsyncQueue[1, 2], shut down");
        assertThat(new AsyncLifoQueue<Integer>()).hasToString("AsyncLifoQueue[]");
        assertThat(new AsyncPriorityQueue<Integer>()).hasToString("AsyncPriorityQueue[]");
    }

    // test_empty
    @Test
    void itIsEmptyUntilAnElementIsPut() {
        var queue = new AsyncQueue<Integer>();
        assertThat(queue.isEmpty()).isTrue();
        spawn(queue.put(1));
        pass();
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.poll()).isEqualTo(1);
        assertThat(queue.isEmpty()).isTrue();
    }

    // test_full
    @Test
    void itIsFullAtItsCapacity() {
        assertThat(new AsyncQueue<Integer>().isFull()).isFalse();
        var queue = new AsyncQueue<Integer>(1);
        assertThat(queue.isFull()).isFalse();
        spawn(queue.put(1));
        pass();
        assertThat(queue.isFull()).isTrue();
    }

    // test_order
    @Test
    void elementsComeOutAsTheyWentIn() {
        var queue = new AsyncQueue<Integer>();
        spawn(inTurn(puttingAll(queue, List.of(1, 3, 2)), getting(queue, 3)));
        settle();

        assertThat(log).containsExactly(1, 3, 2, 1, 3, 2);
    }

    // test_maxsize
    @Test
    void putWaitsWhileItIsFull() {
        var queue = new AsyncQueue<Integer>(2);
        assertThat(queue.capacity()).isEqualTo(2);
        var task = spawn(puttingAll(queue, List.of(0, 1, 2)));
        settle();
        assertThat(log).containsExactly(0, 1);

        assertThat(queue.poll()).isZero();
        pass();
        assertThat(log).containsExactly(0, 1, 2);
        assertThat(queue.poll()).isEqualTo(1);
        assertThat(queue.poll()).isEqualTo(2);
        assertThat(state(task)).isEqualTo("done: true");
    }

    // test_blocking_get
    @Test
    void gettingFromOneThatHasElementsDoesNotSuspend() {
        var queue = new AsyncQueue<Integer>();
        queue.offer(1);
        var task = spawn(queue.get());
        pass();

        assertThat(state(task)).isEqualTo("done: 1");
    }

    // test_get_with_putters
    @Test
    void aGetLetsTheFirstPutterIn() {
        var queue = new AsyncQueue<Integer>(1);
        queue.offer(1);
        var putter = spawn(queue.put(2));
        pass();
        var getter = spawn(queue.get());
        pass();
        assertThat(states(putter, getter)).containsExactly("waits", "done: 1");
        pass();

        assertThat(state(putter)).isEqualTo("done: null");
    }

    // test_nonblocking_get
    @Test
    void pollTakesAnElement() {
        var queue = new AsyncQueue<Integer>();
        queue.offer(1);

        assertThat(queue.poll()).isEqualTo(1);
    }

    // test_nonblocking_get_exception
    @Test
    void pollGivesNullWhereThereIsNone() {
        assertThat(new AsyncQueue<Integer>().poll()).isNull();
    }

    // test_get_cancelled_race
    @Test
    void aPutAfterACancellationServesTheOther() {
        var queue = new AsyncQueue<String>();
        var t1 = spawn(queue.get());
        var t2 = spawn(queue.get());
        pass();
        t1.cancel();
        pass();
        assertThat(state(t1)).isEqualTo("cancelled");
        spawn(queue.put("a"));
        settle();

        assertThat(state(t2)).isEqualTo("done: a");
    }

    // test_get_with_waiting_putters
    @Test
    void whatWaitsToBePutComesInOrder() {
        var queue = new AsyncQueue<String>(1);
        spawn(queue.put("a"));
        spawn(queue.put("b"));
        var task = spawn(getting(queue, 2));
        settle();

        assertThat(state(task)).isEqualTo("done: true");
        assertThat(log).containsExactly("a", "b");
    }

    // test_why_are_getters_waiting
    @Test
    void aProducerAndAConsumerWithRoomForOneBothEnd() {
        var queue = new AsyncQueue<Integer>(1);
        var producer = spawn(puttingAll(queue, List.of(0, 1, 2, 3, 4)));
        var consumer = spawn(getting(queue, 5));
        settle();

        assertThat(states(producer, consumer)).containsExactly("done: true", "done: true");
    }

    // test_blocking_put
    @Test
    void puttingWhereThereIsRoomDoesNotSuspend() {
        var queue = new AsyncQueue<Integer>();
        var task = spawn(inTurn(queue.put(1), queue.get()));
        pass();

        assertThat(state(task)).isEqualTo("done: 1");
    }

    // test_nonblocking_put
    @Test
    void offerAddsAnElement() {
        var queue = new AsyncQueue<Integer>();

        assertThat(queue.offer(1)).isTrue();
        assertThat(queue.poll()).isEqualTo(1);
    }

    // test_get_cancel_drop_one_pending_reader
    @Test
    void anElementPromisedToACancelledGetIsNotLostAndStaysTheFirst() {
        var queue = new AsyncQueue<Integer>();
        var reader = spawn(queue.get());
        pass();
        queue.offer(1);
        queue.offer(2);
        reader.cancel();
        pass();
        assertThat(state(reader)).isEqualTo("cancelled");

        var again = spawn(queue.get());
        pass();
        assertThat(state(again)).isEqualTo("done: 1");
    }

    // test_get_cancel_drop_many_pending_readers
    @Test
    void elementsPromisedToACancelledGetGoToTheNext() {
        var queue = new AsyncQueue<Integer>();
        var reader1 = spawn(queue.get());
        var reader2 = spawn(queue.get());
        var reader3 = spawn(queue.get());
        pass();
        queue.offer(1);
        queue.offer(2);
        reader1.cancel();
        settle();

        assertThat(states(reader1, reader2, reader3)).containsExactly("cancelled", "done: 1", "done: 2");
    }

    // test_put_cancel_drop
    @Test
    void aPutThatIsCancelledWhenThereIsRoomHasNotPut() {
        var queue = new AsyncQueue<Integer>(1);
        queue.offer(1);
        var writer = spawn(queue.put(2));
        pass();
        assertThat(queue.poll()).isEqualTo(1);
        writer.cancel();
        pass();
        assertThat(state(writer)).isEqualTo("cancelled");

        var again = spawn(queue.put(2));
        pass();
        assertThat(state(again)).isEqualTo("done: null");
        assertThat(queue.poll()).isEqualTo(2);
        assertThat(queue.size()).isZero();
    }

    // test_nonblocking_put_exception
    @Test
    void offerIsFalseWhereThereIsNoRoom() {
        var queue = new AsyncQueue<Integer>(1);
        queue.offer(1);

        assertThat(queue.offer(2)).isFalse();
        assertThat(queue).hasToString("AsyncQueue[1]");
    }

    // test_put_cancelled
    @Test
    void aPutIsDoneWhenItsElementHasBeenTaken() {
        var queue = new AsyncQueue<Integer>();
        var put = spawn(queue.put(1));
        var get = spawn(queue.get());
        pass();

        assertThat(states(put, get)).containsExactly("done: null", "done: 1");
    }

    // test_put_cancelled_race
    @Test
    void whoIsCancelledWhileWaitingForRoomPutsNothing() {
        var queue = new AsyncQueue<String>(1);
        var a = spawn(queue.put("a"));
        var b = spawn(queue.put("b"));
        var x = spawn(queue.put("X"));
        pass();
        assertThat(states(a, b)).containsExactly("done: null", "waits");
        x.cancel();
        pass();
        assertThat(state(x)).isEqualTo("cancelled");

        assertThat(queue.poll()).isEqualTo("a");
        pass();
        assertThat(queue.poll()).isEqualTo("b");
        assertThat(state(b)).isEqualTo("done: null");
    }

    // test_put_with_waiting_getters
    @Test
    void aPutServesTheGetThatWaits() {
        var queue = new AsyncQueue<String>();
        var get = spawn(queue.get());
        pass();
        spawn(queue.put("a"));
        settle();

        assertThat(state(get)).isEqualTo("done: a");
    }

    // test_why_are_putters_waiting
    @Test
    void allWhoWaitForRoomAreLetInAsRoomIsMade() {
        var queue = new AsyncQueue<Integer>(2);
        var getter = spawn(body(() -> await(yieldNow(), v -> {
            for (var left = queue.size(); left > 0; left--) {
                log.add(queue.poll());
            }
            return value(null);
        })));
        var putters = new ArrayList<String>();
        var p0 = spawn(queue.put(0));
        var p1 = spawn(queue.put(1));
        var p2 = spawn(queue.put(2));
        var p3 = spawn(queue.put(3));
        settle();
        putters.addAll(states(getter, p0, p1, p2, p3));

        assertThat(putters).containsOnly("done: null");
        assertThat(log).containsExactly(0, 1);
        assertThat(queue).hasToString("AsyncQueue[2, 3]");
    }

    // test_cancelled_puts_not_being_held_in_self_putters
    @Test
    void aCancelledPutLeavesTheLine() {
        var queue = new AsyncQueue<Integer>(1);
        queue.offer(1);
        var put = spawn(queue.put(2));
        pass();
        put.cancel();
        pass();
        assertThat(state(put)).isEqualTo("cancelled");

        queue.poll();
        assertThat(queue.isFull()).as("room is promised to nobody").isFalse();
    }

    // test_cancelled_put_silence_value_error_exception
    @Test
    void aPutThatIsCancelledAfterRoomWasMadeIsCancelled() {
        var queue = new AsyncQueue<Integer>(1);
        queue.offer(1);
        var put = spawn(queue.put(2));
        pass();
        queue.poll();
        put.cancel();
        pass();

        assertThat(state(put)).isEqualTo("cancelled");
        assertThat(queue.isFull()).isFalse();
    }

    // LifoQueueTests.test_order
    @Test
    void theNewestComesFirstOutOfALifoQueue() {
        var queue = new AsyncLifoQueue<Integer>();
        List.of(1, 3, 2).forEach(queue::offer);
        spawn(getting(queue, 3));
        pass();

        assertThat(log).containsExactly(2, 3, 1);
    }

    // PriorityQueueTests.test_order
    @Test
    void theLeastComesFirstOutOfAPriorityQueue() {
        var queue = new AsyncPriorityQueue<Integer>();
        List.of(1, 3, 2).forEach(queue::offer);
        spawn(getting(queue, 3));
        pass();

        assertThat(log).containsExactly(1, 2, 3);
    }

    // What follows is Heddle's own.

    @Test
    void aComparatorGivesTheOrderOfAPriorityQueue() {
        var queue = new AsyncPriorityQueue<>(Comparator.<Integer>reverseOrder(), 3);
        List.of(1, 3, 2).forEach(queue::offer);
        spawn(getting(queue, 3));
        pass();

        assertThat(log).containsExactly(3, 2, 1);
        assertThat(queue.capacity()).isEqualTo(3);
    }

    @Test
    void aPriorityQueueGivesWhatIsLeastWhenTheTaskGoesOn() {
        var queue = new AsyncPriorityQueue<Integer>();
        var get = spawn(queue.get());
        pass();
        queue.offer(2);
        queue.offer(1);
        pass();

        assertThat(state(get)).isEqualTo("done: 1");
    }

    @Test
    void anElementThatCannotBeComparedIsRefusedAndTakesNoRoom() {
        var queue = new AsyncPriorityQueue<>(1);
        var put = spawn(queue.put(new Object()));
        pass();

        assertThat(state(put)).startsWith("failed: java.lang.ClassCastException");
        assertThat(queue.isFull()).isFalse();
    }

    @Test
    void anElementThatCannotBeComparedLeavesItsRoomToTheNext() {
        var queue = new AsyncPriorityQueue<>(1);
        queue.offer(1);
        var bad = spawn(queue.put(new Object()));
        var good = spawn(queue.put(2));
        pass();
        queue.poll();
        settle();

        assertThat(state(bad)).startsWith("failed: java.lang.ClassCastException");
        assertThat(state(good)).isEqualTo("done: null");
    }

    @Test
    @SuppressWarnings("NullAway") // the point
    void nullElementsAreRefused() {
        var queue = new AsyncQueue<Integer>();

        assertThatThrownBy(() -> queue.offer(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("element");
        assertThatThrownBy(() -> queue.put(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("element");
    }

    @Test
    void aCapacityOfZeroOrLessMeansNoLimit() {
        for (var capacity : new int[] {0, -1}) {
            var queue = new AsyncQueue<Integer>(capacity);
            for (var i = 0; i < 100; i++) {
                queue.offer(i);
            }
            assertThat(queue.isFull()).isFalse();
            assertThat(queue.size()).isEqualTo(100);
        }
    }

    @Test
    void aPromisedElementCountsAsTaken() {
        var queue = new AsyncQueue<Integer>(1);
        var get = spawn(queue.get());
        pass();
        queue.offer(1);

        assertThat(queue.size()).isZero();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll()).isNull();
        assertThat(queue.isFull()).as("it still takes its room").isTrue();
        assertThat(queue.offer(2)).isFalse();
        pass();
        assertThat(state(get)).isEqualTo("done: 1");
        assertThat(queue.isFull()).isFalse();
    }

    @Test
    void promisedRoomCountsAsTaken() {
        var queue = new AsyncQueue<Integer>(1);
        queue.offer(1);
        var put = spawn(queue.put(2));
        pass();
        queue.poll();

        assertThat(queue.isFull()).isTrue();
        assertThat(queue.offer(3)).isFalse();
        assertThat(queue.isEmpty()).isTrue();
        pass();
        assertThat(state(put)).isEqualTo("done: null");
        assertThat(queue).hasToString("AsyncQueue[2]");
    }

    @Test
    void aGetOvertakesNobodyWhoIsOnItsWay() {
        var queue = new AsyncQueue<Integer>();
        spawn(logging(queue.get(), "first"));
        pass();
        spawn(logging(queue.get(), "second"));
        queue.offer(1);
        queue.offer(2);
        settle();

        assertThat(log).containsExactly("first", "second");
    }

    @Test
    void gettersAreServedInTheOrderOfArrival() {
        var queue = new AsyncQueue<Integer>();
        var t1 = spawn(queue.get());
        var t2 = spawn(queue.get());
        var t3 = spawn(queue.get());
        pass();
        List.of(1, 2, 3).forEach(queue::offer);
        pass();

        assertThat(states(t1, t2, t3)).containsExactly("done: 1", "done: 2", "done: 3");
    }

    @Test
    void puttersAreLetInInTheOrderOfArrivalAlsoWhereThereIsRoomForMore() {
        var queue = new AsyncQueue<Integer>(2);
        queue.offer(1);
        queue.offer(2);
        spawn(queue.put(3));
        pass();
        queue.poll();
        queue.poll();
        spawn(queue.put(4));
        settle();

        assertThat(queue).hasToString("AsyncQueue[3, 4]");
    }

    @Test
    void whoWaitedBehindACancelledGetIsServed() {
        var queue = new AsyncQueue<Integer>();
        var first = spawn(queue.get());
        pass();
        queue.offer(1);
        queue.offer(2);
        var second = spawn(queue.get());
        first.cancel();
        settle();

        assertThat(states(first, second)).containsExactly("cancelled", "done: 1");
        assertThat(queue).hasToString("AsyncQueue[2]");
    }

    @Test
    void whoWaitedBehindACancelledPutIsLetIn() {
        var queue = new AsyncQueue<Integer>(1);
        queue.offer(1);
        var first = spawn(queue.put(2));
        var second = spawn(queue.put(3));
        pass();
        queue.poll();
        first.cancel();
        settle();

        assertThat(states(first, second)).containsExactly("cancelled", "done: null");
        assertThat(queue).hasToString("AsyncQueue[3]");
    }

    @Test
    void whatIsThrownShowsWhoAwaitsAndNotTheRuntime() {
        var queue = new AsyncQueue<Integer>();
        var task = spawn(body("consumer", () -> await(queue.get())));
        pass();
        queue.shutdown();
        pass();

        assertThat(task.exceptionNow().getStackTrace())
                .containsExactly(new StackTraceElement("Body", "consumer", "Body.java", 1));
    }

    // for (T x : queue), by hand

    @Test
    void iterationEndsWhenTheQueueIsShutDownAndEmpty() {
        var queue = new AsyncQueue<Integer>();
        var task = spawn(iterating(queue.iterator()));
        pass();
        queue.offer(1);
        queue.offer(2);
        settle();
        assertThat(log).containsExactly(1, 2);

        queue.offer(3);
        queue.shutdown();
        settle();
        assertThat(log).containsExactly(1, 2, 3);
        assertThat(state(task)).isEqualTo("done: true");
    }

    private Coroutine<Boolean> iterating(AsyncIterator<?> iterator) {
        return body(() -> await(iterator.hasNextAsync(), more -> {
            if (!more) {
                return value(true);
            }
            log.add(iterator.next());
            return tail(iterating(iterator));
        }));
    }

    @Test
    void severalIteratorsShareTheElements() {
        var queue = new AsyncQueue<Integer>();
        var t1 = spawn(iterating(queue.iterator()));
        var t2 = spawn(iterating(queue.iterator()));
        pass();
        for (var i = 0; i < 6; i++) {
            queue.offer(i);
        }
        queue.shutdown();
        settle();

        assertThat(log).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
        assertThat(states(t1, t2)).containsExactly("done: true", "done: true");
    }

    @Test
    void askingAnIteratorAgainTakesNothing() {
        var queue = new AsyncQueue<Integer>();
        queue.offer(1);
        queue.offer(2);
        var iterator = queue.iterator();
        var task = spawn(inTurn(iterator.hasNextAsync(), iterator.hasNextAsync()));
        var again = spawn(iterator.hasNextAsync());
        pass();

        assertThat(states(task, again)).containsExactly("done: true", "done: true");
        assertThat(iterator.next()).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void nextWithoutAnElementIsAnError() {
        var iterator = new AsyncQueue<Integer>().iterator();

        assertThatThrownBy(iterator::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("next() of a queue's iterator before hasNextAsync() has given true");
    }

    @Test
    void anElementPromisedToACancelledIterationGoesToTheNext() {
        var queue = new AsyncQueue<Integer>();
        var iteration = spawn(iterating(queue.iterator()));
        var get = spawn(queue.get());
        pass();
        queue.offer(1);
        iteration.cancel();
        settle();

        assertThat(states(iteration, get)).containsExactly("cancelled", "done: 1");
        assertThat(log).isEmpty();
    }

    @Test
    void closingAnIteratorLeavesTheQueueAsItIs() {
        var queue = new AsyncQueue<Integer>();
        queue.offer(1);
        var close = spawn(queue.iterator().closeAsync());
        pass();

        assertThat(state(close)).isEqualTo("done: null");
        assertThat(queue).hasToString("AsyncQueue[1]");
    }

    @Test
    void aComparatorThatThrowsKeepsNoOtherFromItsElement() {
        var broken = new AtomicBoolean();
        var queue = new AsyncPriorityQueue<Integer>((a, b) -> {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("broken");
            }
            return Integer.compare(a, b);
        });
        var first = spawn(queue.get());
        pass();
        var second = spawn(queue.get());
        for (var element = 3; element > 0; element--) {
            queue.offer(element);
        }
        broken.set(true);
        pass();
        pass();

        assertThat(state(first)).contains("broken");
        assertThat(state(second)).isEqualTo("done: 1");
    }
}
