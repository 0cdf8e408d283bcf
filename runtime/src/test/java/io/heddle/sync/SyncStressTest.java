package io.heddle.sync;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.ensuring;
import static io.heddle.Body.tail;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Coroutine;
import io.heddle.Coroutines;
import io.heddle.Runner;
import io.heddle.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many tasks at one object, with random waits, a random order of the ready ones, and cancellations that hit at any point.
 * A wake-up that is lost is a hang, which virtual time reports. {@code -Dheddle.seeds=N} makes more runs.
 */
class SyncStressTest {
    private static final int WORKERS = 6;
    private static final int ROUNDS = 8;
    private static final int CANCELLATIONS = 25;

    private Random random = new Random(0);
    private final List<Task<?>> workers = new ArrayList<>();

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("heddle.seeds", 12));
    }

    /** Runs {@code main} with the workers that it spawns, and cancellations among them. */
    private void run(long seed, Supplier<Coroutine<?>> main) {
        random = new Random(seed);
        try (var runner = Runner.builder()
                .virtualTime(true)
                .seed(seed)
                .exceptionHandler((task, failure) -> {}) // the workers are looked at in the end
                .build()) {
            runner.run(() -> {
                var all = main.get();
                return body(() ->
                        await(cancelling(CANCELLATIONS), v -> await(Coroutines.waitAll(workers), w -> await(all))));
            });
        }
    }

    /** Cancels some worker now and then. */
    private Coroutine<Void> cancelling(int left) {
        return body(() -> {
            if (left == 0) {
                return value(null);
            }
            return await(pause(), v -> {
                workers.get(random.nextInt(workers.size())).cancel();
                return tail(cancelling(left - 1));
            });
        });
    }

    /** No wait, a pass, or some time. */
    private Coroutine<Void> pause() {
        return switch (random.nextInt(4)) {
            case 0 -> Coroutines.done();
            case 1, 2 -> yieldNow();
            default -> Coroutines.sleep(Duration.ofMillis(random.nextInt(3)));
        };
    }

    /** Does something {@code rounds} times. */
    private Coroutine<Void> repeating(int rounds, Supplier<Coroutine<?>> round) {
        return body(() -> {
            if (rounds == 0) {
                return value(null);
            }
            return await(round.get(), v -> await(pause(), w -> tail(repeating(rounds - 1, round))));
        });
    }

    private void startWorkers(Supplier<Coroutine<?>> round) {
        for (var i = 0; i < WORKERS; i++) {
            workers.add(spawn(repeating(ROUNDS, round)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLockIsHeldByOneAtATimeAndFreeInTheEnd(long seed) {
        var lock = new AsyncLock();
        var holders = new int[1];
        run(seed, () -> {
            startWorkers(() -> body(() -> await(lock.acquire(), v -> {
                assertThat(++holders[0]).isEqualTo(1);
                return ensuring(pause(), () -> {
                    holders[0]--;
                    lock.release();
                });
            })));
            return Coroutines.done();
        });

        assertThat(lock).hasToString("AsyncLock[free]");
        assertNoneHasFailed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSemaphoreHasAllItsPermitsInTheEnd(long seed) {
        var semaphore = AsyncSemaphore.bounded(3);
        var holders = new int[1];
        run(seed, () -> {
            startWorkers(() -> body(() -> await(semaphore.acquire(), v -> {
                assertThat(++holders[0]).isLessThanOrEqualTo(3);
                return ensuring(pause(), () -> {
                    holders[0]--;
                    semaphore.release();
                });
            })));
            return Coroutines.done();
        });

        assertThat(semaphore).hasToString("AsyncSemaphore[free: 3]");
        assertNoneHasFailed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasPutIsGotOnceAndWhatWasNotPutNever(long seed) {
        for (var queue : List.of(
                new AsyncQueue<Integer>(),
                new AsyncQueue<Integer>(1),
                new AsyncQueue<Integer>(3),
                new AsyncLifoQueue<Integer>(2),
                new AsyncPriorityQueue<Integer>(2))) {
            var put = new HashSet<Integer>();
            var got = new ArrayList<Integer>();
            workers.clear();
            run(seed, () -> {
                var next = new int[1];
                startWorkers(() -> {
                    var element = next[0]++;
                    return body(() -> await(queue.put(element), v -> value(put.add(element))));
                });
                var consumers = new ArrayList<Task<?>>();
                for (var i = 0; i < WORKERS; i++) {
                    consumers.add(spawn(consuming(queue, got)));
                }
                workers.addAll(consumers.subList(1, WORKERS));
                var producers = new ArrayList<>(workers.subList(0, WORKERS));
                spawn(body(() -> await(Coroutines.waitAll(producers), v -> {
                    queue.shutdown();
                    return value(null);
                })));
                return awaiting(consumers.get(0));
            });

            assertThat(queue.size()).isZero();
            assertThat(got).doesNotHaveDuplicates();
            assertThat(Set.copyOf(got)).isEqualTo(put);
            assertNoneHasFailed();
        }
    }

    private static Coroutine<Void> awaiting(Task<?> task) {
        return body(() -> await(task, v -> value(null)));
    }

    private Coroutine<Void> consuming(AsyncQueue<Integer> queue, List<Integer> got) {
        var iterator = queue.iterator();
        return body(() -> await(iterator.hasNextAsync(), more -> {
            if (!more) {
                return value(null);
            }
            got.add(iterator.next());
            return await(pause(), v -> tail(consuming(queue, got)));
        }));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBufferWithTwoConditionsLosesNothing(long seed) {
        var lock = new AsyncLock();
        var notEmpty = lock.newCondition();
        var notFull = lock.newCondition();
        var buffer = new ArrayDeque<Integer>();
        var put = new ArrayList<Integer>();
        var got = new ArrayList<Integer>();
        run(seed, () -> {
            var next = new int[1];
            startWorkers(() -> {
                var element = next[0]++;
                return holding(
                        lock,
                        body(() -> await(notFull.awaitUntil(() -> buffer.size() < 2), v -> {
                            buffer.add(element);
                            put.add(element);
                            notEmpty.signal();
                            return value(null);
                        })));
            });
            var producers = new ArrayList<>(workers);
            var ended = new boolean[1];
            var consumers = new ArrayList<Task<?>>();
            for (var i = 0; i < WORKERS; i++) {
                consumers.add(spawn(taking(lock, notEmpty, notFull, buffer, got, ended)));
            }
            workers.addAll(consumers.subList(1, WORKERS));
            spawn(body(() -> await(
                    Coroutines.waitAll(producers),
                    v -> await(holding(lock, body(() -> {
                        ended[0] = true;
                        notEmpty.signalAll();
                        return value(null);
                    }))))));
            return awaiting(consumers.get(0));
        });

        assertThat(buffer).isEmpty();
        assertThat(got).containsExactlyInAnyOrderElementsOf(put);
        assertThat(lock).hasToString("AsyncLock[free]");
        assertNoneHasFailed();
    }

    private static <T> Coroutine<T> holding(AsyncLock lock, Coroutine<T> inner) {
        return body(() -> await(lock.acquire(), v -> ensuring(inner, lock::release)));
    }

    private Coroutine<Void> taking(
            AsyncLock lock,
            AsyncCondition notEmpty,
            AsyncCondition notFull,
            Queue<Integer> buffer,
            List<Integer> got,
            boolean[] ended) {
        return body(() -> await(
                holding(
                        lock,
                        body(() -> await(notEmpty.awaitUntil(() -> ended[0] || !buffer.isEmpty()), v -> {
                            if (!buffer.isEmpty()) {
                                got.add(buffer.remove());
                                notFull.signal();
                            }
                            return value(null);
                        }))),
                v -> {
                    if (ended[0] && buffer.isEmpty()) {
                        return value(null);
                    }
                    return await(pause(), w -> tail(taking(lock, notEmpty, notFull, buffer, got, ended)));
                }));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBarrierLetsFullPartiesThroughAndNobodyElse(long seed) {
        var barrier = new AsyncBarrier(3);
        run(seed, () -> {
            startWorkers(barrier::arrive);
            return awaiting(spawn(aborting(barrier)));
        });

        assertThat(barrier.waiting()).isZero();
        assertThat(workers)
                .allSatisfy(task -> assertThat(SyncTest.state(task))
                        .isIn(
                                "done: null",
                                "cancelled",
                                "failed: io.heddle.sync.BrokenBarrierException: the barrier was reset",
                                "failed: io.heddle.sync.BrokenBarrierException: the barrier was aborted"));
    }

    /** In the end there are not enough parties left: who still waits is sent away. */
    private static Coroutine<Void> aborting(AsyncBarrier barrier) {
        return body(() -> await(Coroutines.sleep(Duration.ofSeconds(1)), v -> {
            barrier.abort();
            return value(null);
        }));
    }

    private void assertNoneHasFailed() {
        assertThat(workers)
                .extracting(SyncTest::state)
                .allMatch(state -> state.equals("done: null") || state.equals("cancelled"));
    }
}
