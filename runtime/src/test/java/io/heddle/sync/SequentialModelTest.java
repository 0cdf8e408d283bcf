package io.heddle.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Coroutine;
import io.heddle.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each primitive against a model that is as simple as can be: random calls and cancellations, one at a time, each followed
 * by as many passes as there is something to do. {@link SyncStressTest} is about what happens at the same time. {@code
 * -Dheddle.seeds=N} makes more runs.
 */
class SequentialModelTest extends SyncTest {
    private static final int CALLS = 150;

    private final Map<Task<?>, String> expected = new HashMap<>();
    private final List<Task<?>> tasks = new ArrayList<>();

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("heddle.seeds", 12));
    }

    /** Spawns a task that the model expects to be in {@code state}. */
    private void start(Coroutine<?> coroutine, String state) {
        expect(spawn(coroutine), state);
    }

    private void expect(Task<?> task, String state) {
        tasks.add(task);
        expected.put(task, state);
    }

    private void check() {
        settle();
        assertThat(tasks).allSatisfy(task -> assertThat(state(task)).isEqualTo(expected.get(task)));
        tasks.removeIf(Task::isDone);
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLockIsAFlagAndALine(long seed) {
        var random = new Random(seed);
        var lock = new AsyncLock();
        var locked = false;
        var line = new ArrayList<Task<?>>();
        for (var i = 0; i < CALLS; i++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    var task = spawn(lock.acquire());
                    expect(task, locked ? "waits" : "done: null");
                    if (locked) {
                        line.add(task);
                    }
                    locked = true;
                }
                case 2 -> {
                    assertThat(lock.tryAcquire()).isEqualTo(!locked);
                    locked = true;
                }
                case 3 -> {
                    if (!line.isEmpty()) {
                        var task = any(random, line);
                        task.cancel();
                        line.remove(task);
                        expected.put(task, "cancelled");
                    }
                }
                default -> {
                    if (locked) {
                        lock.release();
                        if (line.isEmpty()) {
                            locked = false;
                        } else {
                            expected.put(line.remove(0), "done: null");
                        }
                    }
                }
            }
            check();
            assertThat(lock.isLocked()).isEqualTo(locked);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSemaphoreIsANumberAndALine(long seed) {
        var random = new Random(seed);
        var free = random.nextInt(3);
        var semaphore = new AsyncSemaphore(free);
        var line = new ArrayList<Task<?>>();
        for (var i = 0; i < CALLS; i++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    var task = spawn(semaphore.acquire());
                    expect(task, free == 0 ? "waits" : "done: null");
                    if (free == 0) {
                        line.add(task);
                    } else {
                        free--;
                    }
                }
                case 2 -> {
                    assertThat(semaphore.tryAcquire()).isEqualTo(free > 0);
                    free = Math.max(0, free - 1);
                }
                case 3 -> {
                    if (!line.isEmpty()) {
                        var task = any(random, line);
                        task.cancel();
                        line.remove(task);
                        expected.put(task, "cancelled");
                    }
                }
                default -> {
                    semaphore.release();
                    if (line.isEmpty()) {
                        free++;
                    } else {
                        expected.put(line.remove(0), "done: null");
                    }
                }
            }
            check();
            assertThat(semaphore.isLocked()).isEqualTo(free == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anEventIsAFlagAndACrowd(long seed) {
        var random = new Random(seed);
        var event = new AsyncEvent();
        var set = false;
        var crowd = new ArrayList<Task<?>>();
        for (var i = 0; i < CALLS; i++) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> {
                    var task = spawn(event.awaitSet());
                    expect(task, set ? "done: null" : "waits");
                    if (!set) {
                        crowd.add(task);
                    }
                }
                case 3 -> {
                    if (!crowd.isEmpty()) {
                        var task = any(random, crowd);
                        task.cancel();
                        crowd.remove(task);
                        expected.put(task, "cancelled");
                    }
                }
                case 4 -> {
                    event.set();
                    set = true;
                    crowd.forEach(task -> expected.put(task, "done: null"));
                    crowd.clear();
                }
                default -> {
                    event.clear();
                    set = false;
                }
            }
            check();
            assertThat(event.isSet()).isEqualTo(set);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aConditionIsTwoLines(long seed) {
        var random = new Random(seed);
        var condition = new AsyncCondition();
        var locked = false;
        var forSignal = new ArrayList<Task<?>>();
        var forLock = new ArrayList<Task<?>>();
        var cancelled = new ArrayList<Task<?>>();
        for (var i = 0; i < CALLS; i++) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    var task = spawn(condition.acquire());
                    expect(task, locked ? "waits" : "done: null");
                    if (locked) {
                        forLock.add(task);
                    }
                    locked = true;
                }
                case 1, 2 -> {
                    if (locked) {
                        var task = spawn(condition.awaitSignal());
                        expect(task, "waits");
                        forSignal.add(task);
                        locked = release(forLock, cancelled);
                    } else {
                        start(
                                condition.awaitSignal(),
                                "failed: java.lang.IllegalStateException: AsyncCondition.awaitSignal() without the lock:"
                                        + " acquire() it first");
                    }
                }
                case 3 -> {
                    if (!forSignal.isEmpty()) {
                        var task = any(random, forSignal);
                        task.cancel();
                        forSignal.remove(task);
                        if (locked) {
                            cancelled.add(task);
                            forLock.add(task);
                        } else {
                            expected.put(task, "cancelled");
                            locked = true;
                        }
                    }
                }
                case 4, 5 -> {
                    if (locked) {
                        var count = random.nextInt(3);
                        condition.signal(count);
                        for (var left = Math.min(count, forSignal.size()); left > 0; left--) {
                            forLock.add(forSignal.remove(0));
                        }
                    }
                }
                default -> {
                    if (locked) {
                        condition.release();
                        locked = release(forLock, cancelled);
                    }
                }
            }
            check();
            assertThat(condition.isLocked()).isEqualTo(locked);
        }
    }

    /** Gives the lock to the next; whether there was one. */
    private boolean release(List<Task<?>> forLock, List<Task<?>> cancelled) {
        if (forLock.isEmpty()) {
            return false;
        }
        var next = forLock.remove(0);
        expected.put(next, cancelled.contains(next) ? "cancelled" : "done: null");
        return true;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBarrierIsALineThatGoesOnWhenItIsComplete(long seed) {
        var random = new Random(seed);
        var parties = 1 + random.nextInt(4);
        var barrier = new AsyncBarrier(parties);
        var broken = false;
        var line = new ArrayList<Task<?>>();
        for (var i = 0; i < CALLS; i++) {
            switch (random.nextInt(10)) {
                case 0 -> {
                    barrier.reset();
                    fail(line, "the barrier was reset");
                    broken = false;
                }
                case 1 -> {
                    barrier.abort();
                    fail(line, "the barrier was aborted");
                    broken = true;
                }
                case 2, 3 -> {
                    if (!line.isEmpty()) {
                        var task = any(random, line);
                        task.cancel();
                        line.remove(task);
                        expected.put(task, "cancelled");
                    }
                }
                default -> {
                    var task = spawn(barrier.arrive());
                    expect(task, "waits");
                    line.add(task);
                    if (broken) {
                        fail(line, "the barrier was aborted");
                    } else if (line.size() == parties) {
                        for (var place = 0; place < parties; place++) {
                            expected.put(line.get(place), "done: " + place);
                        }
                        line.clear();
                    }
                }
            }
            check();
            assertThat(barrier.waiting()).isEqualTo(line.size());
            assertThat(barrier.isBroken()).isEqualTo(broken);
        }
    }

    private void fail(List<Task<?>> line, String message) {
        line.forEach(task -> expected.put(task, "failed: io.heddle.sync.BrokenBarrierException: " + message));
        line.clear();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aQueueIsAListAndTwoLines(long seed) {
        var capacity = (int) (seed % 4);
        new QueueModel(new AsyncQueue<>(capacity), new ArrayDeque<>(), new Random(seed)).run();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLifoQueueIsAStackAndTwoLines(long seed) {
        var capacity = (int) (seed % 4);
        new QueueModel(new AsyncLifoQueue<>(capacity), Collections.asLifoQueue(new ArrayDeque<>()), new Random(seed))
                .run();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPriorityQueueIsAHeapAndTwoLines(long seed) {
        var capacity = (int) (seed % 4);
        new QueueModel(new AsyncPriorityQueue<>(capacity), new PriorityQueue<>(), new Random(seed)).run();
    }

    /** A task that waits to put an element. */
    private record Putter(Task<?> task, int element) {}

    /** A queue of integers. */
    private final class QueueModel {
        private final AsyncQueue<Integer> queue;
        private final Queue<Integer> elements;
        private final Random random;
        private final Deque<Task<?>> getters = new ArrayDeque<>();
        private final List<Putter> putters = new ArrayList<>();
        private int unfinished;

        QueueModel(AsyncQueue<Integer> queue, Queue<Integer> elements, Random random) {
            this.queue = queue;
            this.elements = elements;
            this.random = random;
        }

        void run() {
            for (var i = 0; i < CALLS; i++) {
                call();
                check();
                assertThat(queue.size()).isEqualTo(elements.size());
                assertThat(queue.isFull()).isEqualTo(isFull());
            }
            shutDown();
        }

        private boolean isFull() {
            return queue.capacity() > 0 && elements.size() >= queue.capacity();
        }

        private void call() {
            switch (random.nextInt(8)) {
                case 0, 1 -> put(random.nextInt(100));
                case 2, 3 -> get();
                case 4 -> {
                    var element = random.nextInt(100);
                    assertThat(queue.offer(element)).isEqualTo(!isFull());
                    if (!isFull()) {
                        add(element);
                    }
                }
                case 5 -> {
                    assertThat(queue.poll()).isEqualTo(elements.poll());
                    letIn();
                }
                case 6 -> {
                    if (unfinished > 0) {
                        queue.taskDone();
                        unfinished--;
                    }
                }
                default -> cancel();
            }
        }

        private void put(int element) {
            var task = spawn(queue.put(element));
            if (isFull()) {
                expect(task, "waits");
                putters.add(new Putter(task, element));
            } else {
                expect(task, "done: null");
                add(element);
            }
        }

        private void get() {
            var task = spawn(queue.get());
            if (elements.isEmpty()) {
                expect(task, "waits");
                getters.add(task);
            } else {
                expect(task, "done: " + elements.remove());
                letIn();
            }
        }

        private void add(int element) {
            unfinished++;
            if (getters.isEmpty()) {
                elements.add(element);
            } else {
                expected.put(getters.remove(), "done: " + element);
            }
        }

        private void letIn() {
            if (!putters.isEmpty() && !isFull()) {
                var putter = putters.remove(0);
                expected.put(putter.task(), "done: null");
                add(putter.element());
            }
        }

        private void cancel() {
            var waiting = new ArrayList<Task<?>>(getters);
            putters.forEach(putter -> waiting.add(putter.task()));
            if (!waiting.isEmpty()) {
                var task = any(random, waiting);
                task.cancel();
                getters.remove(task);
                putters.removeIf(putter -> putter.task() == task);
                expected.put(task, "cancelled");
            }
        }

        private void shutDown() {
            queue.shutdown();
            putters.forEach(putter -> expected.put(
                    putter.task(),
                    "failed: io.heddle.sync.QueueShutDownException: the queue was shut down, and takes no elements any"
                            + " more"));
            getters.forEach(task -> expected.put(
                    task,
                    "failed: io.heddle.sync.QueueShutDownException: the queue was shut down, and no element is left"));
            check();
            while (!elements.isEmpty()) {
                assertThat(queue.poll()).isEqualTo(elements.poll());
            }
            expect(spawn(queue.join()), unfinished == 0 ? "done: null" : "waits");
            check();
            for (; unfinished > 0; unfinished--) {
                queue.taskDone();
            }
            tasks.forEach(task -> expected.put(task, "done: null"));
            check();
        }
    }
}
