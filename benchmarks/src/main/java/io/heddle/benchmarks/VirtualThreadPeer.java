package io.heddle.benchmarks;

import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The work written for virtual threads, all on one carrier, as the peers. The thread factory is found by reflection,
 * once: the benchmarks are compiled for a Java that has none.
 */
final class VirtualThreadPeer {
    private static final ThreadFactory THREADS = threads();

    private VirtualThreadPeer() {}

    private static ThreadFactory threads() {
        try {
            var builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("virtual threads need JDK 21 or later", e);
        }
    }

    private static <T> FutureTask<T> start(Supplier<T> body) {
        var task = new FutureTask<>(body::get);
        THREADS.newThread(task).start();
        return task;
    }

    private static <T> T join(FutureTask<T> task) {
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs {@code body} in a virtual thread and waits for it. */
    static <T> T run(Supplier<T> body) {
        return join(start(body));
    }

    private static int child(boolean suspends) {
        if (suspends) {
            Thread.yield();
        }
        return 1;
    }

    static int spawnAndJoin(int times, boolean suspends) {
        return run(() -> {
            int sum = 0;
            for (int i = 0; i < times; i++) {
                sum += join(start(() -> child(suspends)));
            }
            return sum;
        });
    }

    static int pingPong(int times) {
        return run(() -> {
            var there = new ArrayBlockingQueue<Integer>(1);
            var back = new ArrayBlockingQueue<Integer>(1);
            var pong = start(() -> {
                for (int i = 0; i < times; i++) {
                    put(back, take(there));
                }
                return null;
            });
            int sum = 0;
            for (int i = 0; i < times; i++) {
                put(there, 1);
                sum += take(back);
            }
            join(pong);
            return sum;
        });
    }

    private static void put(ArrayBlockingQueue<Integer> queue, Integer value) {
        try {
            queue.put(value);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Integer take(ArrayBlockingQueue<Integer> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static int gather(int n) {
        return run(() -> {
            var children = new ArrayList<FutureTask<Integer>>(n);
            for (int i = 0; i < n; i++) {
                children.add(start(() -> child(true)));
            }
            int sum = 0;
            for (var child : children) {
                sum += join(child);
            }
            return sum;
        });
    }

    static int staggeredSleeps(int n, int millis) {
        return run(() -> {
            var children = new ArrayList<FutureTask<Void>>(n);
            for (int i = 0; i < n; i++) {
                var nanos = (long) i * millis * 1_000_000 / n;
                children.add(start(() -> {
                    LockSupport.parkNanos(nanos);
                    return null;
                }));
            }
            children.forEach(VirtualThreadPeer::join);
            return n;
        });
    }

    static void sleepers(int n, Runnable whileTheySleep) {
        run(() -> {
            var started = new java.util.concurrent.CountDownLatch(n);
            var threads = new Thread[n];
            for (int i = 0; i < n; i++) {
                threads[i] = THREADS.newThread(() -> {
                    started.countDown();
                    LockSupport.parkNanos(TimeUnit.DAYS.toNanos(1));
                });
                threads[i].start();
            }
            try {
                started.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Thread.yield();
            whileTheySleep.run();
            for (var thread : threads) {
                LockSupport.unpark(thread);
            }
            return null;
        });
    }

    static int crossThread(int times, Executor other) {
        return run(() -> {
            int sum = 0;
            for (int i = 0; i < times; i++) {
                var answer = new CompletableFuture<Integer>();
                other.execute(() -> answer.complete(1));
                sum += answer.join();
            }
            return sum;
        });
    }

    private static final class Counter {
        int value;
    }

    static int lockHandover(int tasks, int times) {
        return run(() -> {
            var lock = new ReentrantLock(true);
            var counter = new Counter();
            var all = new ArrayList<FutureTask<Void>>(tasks);
            for (int t = 0; t < tasks; t++) {
                all.add(start(() -> {
                    for (int i = 0; i < times; i++) {
                        lock.lock();
                        try {
                            counter.value++;
                            Thread.yield();
                        } finally {
                            lock.unlock();
                        }
                    }
                    return null;
                }));
            }
            all.forEach(VirtualThreadPeer::join);
            return counter.value;
        });
    }

    static int pendingFutures(int times) {
        return run(() -> {
            int sum = 0;
            for (int i = 0; i < times; i++) {
                var future = new CompletableFuture<Integer>();
                THREADS.newThread(() -> future.complete(1)).start();
                sum += future.join();
            }
            return sum;
        });
    }
}
