package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Threads that hand work to loops at bad moments: a signal that gets lost leaves a thread waiting, and the test with it.
 * More of it: {@code -Dheddle.handovers=1000000}.
 */
class HandOverTest {
    private static final int HAND_OVERS = Integer.getInteger("heddle.handovers", 1_000);

    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    /** Failures that the tests provoke are nobody's business. */
    private final LogCapture logged = new LogCapture();

    @AfterEach
    void shutDown() {
        logged.close();
        pool.shutdownNow();
    }

    @Test
    void aLoopThatFallsAsleepIsWokenByEverySpawn() throws Exception {
        try (var runner = new Runner()) {
            var stop = new Promise<String>();
            var loop = runner.loop();
            var clients = new ArrayList<Future<?>>();
            for (var client = 0; client < 2; client++) {
                clients.add(pool.submit(() -> {
                    for (var i = 0; i < HAND_OVERS; i++) {
                        var me = i;
                        assertThat(loop.spawn(body(() -> value(me))).get()).isEqualTo(me);
                    }
                    return null;
                }));
            }
            CompletableFuture.runAsync(
                    () -> {
                        clients.forEach(HandOverTest::join);
                        stop.complete("stopped");
                    },
                    pool);

            assertThat(runner.run(body(() -> await(stop)))).isEqualTo("stopped");
        }
    }

    private static void join(Future<?> client) {
        try {
            client.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyCompletionFromOutsideWakesItsTask() throws Exception {
        Executor serial = Executors.newSingleThreadExecutor();
        try {
            var task = EventLoop.on(serial).spawn(body(() -> completions(HAND_OVERS)));
            assertThat(task.get()).isEqualTo("completed");
        } finally {
            ((ExecutorService) serial).shutdown();
        }
    }

    /** Awaits so many promises, each of which is completed by another thread while the task begins to wait. */
    private Body.Next<String> completions(int left) {
        if (left == 0) {
            return value("completed");
        }
        var promise = new Promise<Integer>();
        pool.execute(() -> promise.complete(left));
        return await(promise, v -> completions(v - 1));
    }

    @Test
    void tasksOnAHostWithSeveralThreadsRunOneAtATime() throws Exception {
        var loop = EventLoop.on((Executor) pool);
        var counter = new int[1];
        var tasks = new ArrayList<Task<Integer>>();
        for (var task = 0; task < 10; task++) {
            tasks.add(loop.spawn(body(() -> count(counter, HAND_OVERS / 10))));
        }
        for (var task : tasks) {
            task.get();
        }

        assertThat(counter[0]).isEqualTo(HAND_OVERS / 10 * 10);
    }

    private static Body.Next<Integer> count(int[] counter, int times) {
        return times == 0
                ? value(0)
                : await(yieldNow(), v -> {
                    counter[0]++;
                    return count(counter, times - 1);
                });
    }

    @Test
    void aHostThatStopsUnderLoadLeavesNoTaskBehind() throws Exception {
        var host = Executors.newSingleThreadExecutor();
        var loop = EventLoop.on((Executor) host);
        var tasks = new ArrayList<Task<Integer>>();
        var refused = new AtomicInteger();
        var spawner = pool.submit(() -> {
            for (var i = 0; i < HAND_OVERS; i++) {
                try {
                    tasks.add(loop.spawn(body(() -> count(new int[1], 5))));
                } catch (RejectedExecutionException e) {
                    refused.incrementAndGet();
                }
                if (i == HAND_OVERS / 2) {
                    host.shutdown();
                }
            }
        });
        spawner.get();
        for (var task : tasks) {
            awaitEnd(task);
        }

        assertThat(tasks).hasSizeGreaterThanOrEqualTo(HAND_OVERS / 2).allMatch(Task::isDone);
        assertThat(tasks.size() + refused.get()).isEqualTo(HAND_OVERS);
    }

    private static void awaitEnd(Task<Integer> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void aHostThatThrowsSomethingElseHasGoneAsWell() {
        Executor broken = work -> {
            throw new IllegalStateException("no room");
        };
        var task = EventLoop.on(broken).spawn(body(() -> value("x")));

        assertThatThrownBy(task::get)
                .hasCauseInstanceOf(RejectedExecutionException.class)
                .hasRootCauseMessage("no room");
    }
}
