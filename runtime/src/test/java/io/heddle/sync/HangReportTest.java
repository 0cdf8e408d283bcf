package io.heddle.sync;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.ensuring;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.sleep;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.withTimeout;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.AsyncCallable;
import io.heddle.AsyncTimeoutException;
import io.heddle.Coroutine;
import io.heddle.Runner;
import io.heddle.TaskDump;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Only the loop itself can wake those who wait for what this package has, so virtual time knows when they hang. */
class HangReportTest {
    private final Runner runner = Runner.virtualTime();

    @AfterEach
    void close() {
        runner.close();
    }

    private <T> void assertHangs(AsyncCallable<T> main, String tree) {
        assertThatThrownBy(() -> runner.run(main))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no task can go on: each one waits, and nothing is left that could wake one\n" + tree);
    }

    private static <T> Coroutine<T> awaiting(String name, Coroutine<T> wait) {
        return body(name, () -> await(wait));
    }

    private static <T> Coroutine<T> awaiting(String name, Coroutine<?> first, Coroutine<T> second) {
        return body(name, () -> await(first, v -> await(second)));
    }

    @Test
    void aDeadLockShowsWhoHoldsWhat() {
        var left = new AsyncLock();
        var right = new AsyncLock();
        assertHangs(
                () -> {
                    var ada = spawn(body(
                                    "ada",
                                    () -> await(
                                            left.acquire(),
                                            v -> await(sleep(ofSeconds(1)), w -> await(right.acquire())))))
                            .named("ada");
                    var bob = spawn(body(
                                    "bob",
                                    () -> await(
                                            right.acquire(),
                                            v -> await(sleep(ofSeconds(1)), w -> await(left.acquire())))))
                            .named("bob");
                    return awaiting("main", gather(ada, bob));
                },
                """
                2 tasks wait for each other:
                  ada, at Body.ada(Body.java:1), waits for AsyncLock held by bob
                  bob, at Body.bob(Body.java:1), waits for AsyncLock held by ada
                event loop main, 3 tasks
                  Task-1 waits for gather, for 1s, 1s old
                      at Body.main(Body.java:1)
                    ada waits for AsyncLock held by bob, for 0s, 1s old
                        at Body.ada(Body.java:1)
                      bob waits for AsyncLock held by ada, for 0s, 1s old
                          at Body.bob(Body.java:1)
                        ada waits for AsyncLock held by bob (see above)
                    bob waits for AsyncLock held by ada (see above)
                """);
    }

    @Test
    void aLockThatNobodyReleasedShowsThatItsHolderHasEnded() {
        var lock = new AsyncLock();
        assertHangs(
                () -> {
                    spawn(lock.acquire());
                    return awaiting("main", sleep(ofSeconds(1)), lock.acquire());
                },
                """
                event loop main, 1 task
                  Task-1 waits for AsyncLock held by a task that has ended, for 0s, 1s old
                      at Body.main(Body.java:1)
                """);
    }

    @Test
    void aLockThatWasTakenOutsideOfATaskHasNoKnownHolder() {
        var lock = new AsyncLock();
        lock.tryAcquire();
        assertHangs(() -> awaiting("main", lock.hold()), """
                event loop main, 1 task
                  Task-1 waits for AsyncLock held, for 0s, 0s old
                      at Body.main(Body.java:1)
                """);
    }

    @Test
    void tryAcquireNotesTheTaskThatRuns() {
        var lock = new AsyncLock();
        assertHangs(
                () -> {
                    lock.tryAcquire();
                    return awaiting("main", lock.acquire());
                },
                """
                a task waits for itself:
                  Task-1, at Body.main(Body.java:1), waits for AsyncLock held by Task-1
                event loop main, 1 task
                  Task-1 waits for AsyncLock held by Task-1, for 0s, 0s old
                      at Body.main(Body.java:1)
                    Task-1 waits for AsyncLock held by Task-1 (see above)
                """);
    }

    @Test
    void aConditionTellsWhetherASignalOrTheLockIsMissing() {
        var condition = new AsyncCondition();
        assertHangs(
                () -> {
                    spawn(holding(condition, awaiting("first", condition.awaitSignal())));
                    spawn(holding(condition, awaiting("second", condition.awaitUntil(() -> false))));
                    return body(
                            "main",
                            () -> await(
                                    sleep(ofSeconds(1)),
                                    v -> await(holding(condition, body("held", () -> {
                                        condition.signal();
                                        return await(new AsyncEvent().awaitSet());
                                    })))));
                },
                """
                event loop main, 3 tasks
                  Task-2 waits for AsyncLock held by Task-1, for 1s, 1s old
                      at Body.first(Body.java:1)
                      at Body.Body.body (Test.java:1)(Body.java:1)
                    Task-1 waits for AsyncEvent, for 0s, 1s old
                        at Body.held(Body.java:1)
                        at Body.Body.body (Test.java:1)(Body.java:1)
                        at Body.main(Body.java:1)
                  Task-3 waits for a signal of AsyncCondition, for 1s, 1s old
                      at Body.second(Body.java:1)
                      at Body.Body.body (Test.java:1)(Body.java:1)
                """);
    }

    /** Awaits with the lock held, and releases that on every way out. */
    private static Coroutine<Void> holding(AsyncCondition condition, Coroutine<Void> wait) {
        return body(() -> await(condition.acquire(), v -> ensuring(wait, condition::release)));
    }

    @Test
    void queuesSemaphoresAndBarriersAreNamed() {
        var full = new AsyncQueue<Integer>(1);
        full.offer(1);
        var barrier = new AsyncBarrier(3);
        assertHangs(
                () -> {
                    spawn(awaiting("get", new AsyncPriorityQueue<Integer>().get()));
                    spawn(awaiting("next", new AsyncQueue<Integer>().iterator().hasNextAsync()));
                    spawn(awaiting("put", full.put(2)));
                    spawn(awaiting("join", full.join()));
                    spawn(awaiting("permit", new AsyncSemaphore(0).acquire()));
                    spawn(awaiting("arrive", barrier.arrive()));
                    return awaiting("main", barrier.arrive());
                },
                """
                event loop main, 7 tasks
                  Task-1 waits for other parties of AsyncBarrier (2 of 3 are there), for 0s, 0s old
                      at Body.main(Body.java:1)
                  Task-2 waits for an element of AsyncPriorityQueue, for 0s, 0s old
                      at Body.get(Body.java:1)
                  Task-3 waits for an element of AsyncQueue, for 0s, 0s old
                      at Body.next(Body.java:1)
                  Task-4 waits for room in AsyncQueue, for 0s, 0s old
                      at Body.put(Body.java:1)
                  Task-5 waits for 1 element of AsyncQueue to be done, for 0s, 0s old
                      at Body.join(Body.java:1)
                  Task-6 waits for a permit of AsyncSemaphore, for 0s, 0s old
                      at Body.permit(Body.java:1)
                  Task-7 waits for other parties of AsyncBarrier (2 of 3 are there), for 0s, 0s old
                      at Body.arrive(Body.java:1)
                """);
    }

    @Test
    void aWaitWithATimeoutIsNoHang() {
        assertThatThrownBy(() -> runner.run(withTimeout(ofSeconds(1), new AsyncEvent().awaitSet())))
                .isInstanceOf(AsyncTimeoutException.class);
    }

    @Test
    void aHolderThatWorksIsShownUnderThoseWhoWaitForIt() {
        var lock = new AsyncLock();
        var dump = runner.run(() -> {
            spawn(awaiting("holder", lock.acquire(), sleep(ofSeconds(1)))).named("holder");
            spawn(awaiting("waiter", lock.acquire())).named("waiter");
            return body(
                    "main",
                    () -> await(
                            sleep(ofSeconds(0)),
                            v -> value(TaskDump.of(runner.loop()).tree())));
        });

        assertThat(dump).isEqualTo("""
                        event loop main, 3 tasks
                          Task-1 is running, 0s old
                          waiter waits for AsyncLock held by holder, for 0s, 0s old
                              at Body.waiter(Body.java:1)
                            holder waits for sleep, for 0s, 0s old
                                at Body.holder(Body.java:1)
                        """);
    }
}
