package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.fromStage;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.sleep;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.suspend;
import static io.heddle.Coroutines.toThread;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that complete, cancel and spawn while the loop runs: nothing is lost, and nothing comes twice. */
class StressTest {
    private static final int MANY = 2_000;
    private static final int THREADS = 3;

    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void joinThreads() throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
    }

    /** Runs {@code work} on several threads that begin together. */
    private void onThreads(Runnable work) {
        var start = new CountDownLatch(THREADS);
        for (var i = 0; i < THREADS; i++) {
            var thread = new Thread(() -> {
                start.countDown();
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                work.run();
            });
            threads.add(thread);
            thread.start();
        }
    }

    @Test
    void eachPromiseIsCompletedByOneThreadAndSeenByEachTaskOnce() throws InterruptedException {
        var promises = new ArrayList<Promise<Integer>>();
        var awaits = new ArrayList<Coroutine<Integer>>();
        for (var i = 0; i < MANY; i++) {
            var promise = new Promise<Integer>();
            promises.add(promise);
            awaits.add(body(() -> await(promise)));
        }
        var completed = new AtomicInteger();

        var values = Coroutines.run(body(() -> {
            onThreads(() -> {
                for (var i = 0; i < MANY; i++) {
                    if (promises.get(i).complete(i)) {
                        completed.incrementAndGet();
                    }
                }
            });
            return await(gather(awaits));
        }));

        joinThreads(); // who completed the last one may not have counted it yet
        assertThat(completed).hasValue(MANY);
        assertThat(values).hasSize(MANY).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void ofAResumptionAndACancellationThatRaceExactlyOneIsSeen() {
        var rests = new ConcurrentLinkedQueue<Continuation<String>>();
        var outcomes = Coroutines.run(body(() -> {
            var tasks = new ArrayList<Task<String>>();
            for (var i = 0; i < MANY; i++) {
                tasks.add(spawn(KernelTest.outcomeOf(suspend((Continuation<String> rest) -> rests.add(rest)))));
            }
            return await(yieldNow(), v -> {
                onThreads(() -> {
                    for (var rest = rests.poll(); rest != null; rest = rests.poll()) {
                        rest.resume("resumed");
                    }
                });
                for (var i = MANY - 1; i >= 0; i--) {
                    tasks.get(i).cancel();
                }
                return await(gather(tasks));
            });
        }));

        assertThat(outcomes).hasSize(MANY).allMatch(it -> it.equals("resumed") || it.equals("CancelledError"));
    }

    @Test
    void tasksThatThreadsSpawnAllRun() {
        var ran = new AtomicInteger();
        var all = new Promise<String>();
        Coroutines.run(body(() -> {
            var loop = EventLoop.current();
            onThreads(() -> {
                for (var i = 0; i < MANY; i++) {
                    loop.spawn(body(() -> await(yieldNow(), v -> {
                        if (ran.incrementAndGet() == THREADS * MANY) {
                            all.complete("all");
                        }
                        return value(null);
                    })));
                }
            });
            return await(all);
        }));

        assertThat(ran).hasValue(THREADS * MANY);
    }

    @Test
    void tasksThatThreadsSpawnDuringTheShutdownEitherEndOrAreRefused() {
        var accepted = new ConcurrentLinkedQueue<Task<?>>();
        var refused = new AtomicInteger();
        Coroutines.run(body(() -> {
            var loop = EventLoop.current();
            onThreads(() -> {
                for (var i = 0; i < MANY; i++) {
                    try {
                        accepted.add(loop.spawn(body(() -> await(yieldNow()))));
                    } catch (java.util.concurrent.RejectedExecutionException e) {
                        refused.incrementAndGet();
                    }
                }
            });
            return await(yieldNow());
        }));
        threads.forEach(StressTest::join);

        assertThat(accepted.size() + refused.get()).isEqualTo(THREADS * MANY);
        assertThat(accepted).allMatch(Task::isDone);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void cancellationsFromThreadsReachEachTaskOfTheGroup() {
        var swept = new AtomicInteger();
        Coroutines.run(KernelTest.inGroup(group -> body(() -> {
            var tasks = new ArrayList<Task<?>>();
            for (var i = 0; i < MANY; i++) {
                tasks.add(group.spawn(body(() -> await(new Promise<String>(), v -> value(v), e -> {
                    swept.incrementAndGet();
                    throw e;
                }))));
            }
            return await(yieldNow(), v -> {
                onThreads(() -> tasks.forEach(Task::cancel));
                return value("body");
            });
        })));

        assertThat(swept).hasValue(MANY);
    }

    @Test
    void workOnThreadsAllComesBackAndNoThreadIsLeft() {
        var workers = new ConcurrentLinkedQueue<Thread>();
        var work = new ArrayList<Coroutine<Integer>>();
        for (var i = 0; i < 200; i++) {
            var number = i;
            work.add(toThread(() -> {
                workers.add(Thread.currentThread());
                return number;
            }));
        }

        assertThat(Coroutines.run(gather(work))).hasSize(200).isSorted();
        workers.forEach(StressTest::join);
        assertThat(workers).isNotEmpty().noneMatch(Thread::isAlive);
    }

    /** Each callback either runs or was cancelled, whichever thread asks first. */
    @Test
    void ofATimerAndItsCancellationThatRaceExactlyOneWins() {
        var ran = new AtomicInteger();
        var cancelled = new AtomicInteger();
        Coroutines.run(body(() -> {
            var loop = EventLoop.current();
            onThreads(() -> {
                for (var i = 0; i < MANY; i++) {
                    var timer = loop.schedule(ofNanos(i), ran::incrementAndGet);
                    if (i % 2 == 0 && timer.cancel()) {
                        cancelled.incrementAndGet();
                    }
                }
            });
            return await(untilJoined());
        }));

        assertThat(ran.get() + cancelled.get()).isEqualTo(THREADS * MANY);
        assertThat(ran).hasValueGreaterThanOrEqualTo(THREADS * MANY / 2);
    }

    /** Waits for the threads off the loop, and then once more for what they have handed in. */
    private Coroutine<Void> untilJoined() {
        return body(() -> await(
                toThread(() -> {
                    threads.forEach(StressTest::join);
                    return true;
                }),
                v -> await(sleep(ofMillis(1)))));
    }

    @Test
    void actionsThatThreadsAskForRunOnceEachAlsoWhereTheLoopCloses() {
        var asked = new AtomicInteger();
        var ran = new AtomicInteger();
        Coroutines.run(body(() -> {
            var task = spawn(body(() -> await(new Promise<String>())));
            onThreads(() -> {
                for (var i = 0; i < MANY; i++) {
                    asked.incrementAndGet();
                    task.onDone(it -> ran.incrementAndGet());
                }
            });
            return await(yieldNow());
        }));
        threads.forEach(StressTest::join);

        assertThat(asked).hasValue(THREADS * MANY);
        assertThat(ran).hasValue(THREADS * MANY);
    }

    @Test
    void ofAResumptionAndAShutdownThatRaceExactlyOneIsSeen() {
        var rests = new ConcurrentLinkedQueue<Continuation<String>>();
        var tasks = new ArrayList<Task<String>>();
        var resumed = new AtomicInteger();
        Coroutines.run(body(() -> {
            for (var i = 0; i < MANY; i++) {
                tasks.add(spawn(KernelTest.outcomeOf(suspend((Continuation<String> rest) -> rests.add(rest)))));
            }
            return await(yieldNow(), v -> {
                onThreads(() -> {
                    for (var rest = rests.poll(); rest != null; rest = rests.poll()) {
                        if (rest.resume("resumed")) {
                            resumed.incrementAndGet();
                        }
                    }
                });
                return value(null);
            });
        }));
        threads.forEach(StressTest::join);

        assertThat(tasks).hasSize(MANY).allMatch(Task::isDone);
        var seen = tasks.stream()
                .filter(task -> task.resultNow().equals("resumed"))
                .count();
        assertThat(tasks).allMatch(task -> task.resultNow().matches("resumed|CancelledError"));
        assertThat(seen).isLessThanOrEqualTo(resumed.get());
    }

    @Test
    void ofACompletionAndACancellationOfAFutureThatRaceExactlyOneIsSeen() {
        var futures = new ArrayList<CompletableFuture<String>>();
        var outcomes = Coroutines.run(body(() -> {
            var tasks = new ArrayList<Task<String>>();
            for (var i = 0; i < MANY; i++) {
                var future = new CompletableFuture<String>();
                futures.add(future);
                tasks.add(spawn(KernelTest.outcomeOf(fromStage(future))));
            }
            return await(yieldNow(), v -> {
                onThreads(() -> futures.forEach(future -> future.complete("completed")));
                for (var i = MANY - 1; i >= 0; i--) {
                    tasks.get(i).cancel();
                }
                return await(gather(tasks));
            });
        }));

        for (var i = 0; i < MANY; i++) {
            assertThat(outcomes.get(i)).isIn("completed", "CancelledError");
            assertThat(futures.get(i).isCancelled() && outcomes.get(i).equals("completed"))
                    .isFalse();
        }
    }

    @Test
    void allThreadsThatGetATaskHaveItsValue() {
        var values = new ConcurrentLinkedQueue<String>();
        Coroutines.run(body(() -> {
            var promise = new Promise<String>();
            var task = spawn(body(() -> await(promise)));
            onThreads(() -> {
                try {
                    values.add(task.get());
                } catch (InterruptedException | ExecutionException e) {
                    values.add(e.toString());
                }
            });
            promise.complete("value");
            return await(untilJoined());
        }));

        assertThat(values).hasSize(THREADS).containsOnly("value");
    }
}
