package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.fromStage;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.yieldNow;
import static io.heddle.KernelTest.inGroup;
import static io.heddle.KernelTest.shortly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLoopGroupTest {
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final EventLoopGroup group = EventLoopGroup.builder()
            .loops(2)
            .name("test")
            .exceptionHandler((task, failure) ->
                    log.add(task.name() + " on " + Thread.currentThread().getName() + ": " + failure.getMessage()))
            .build();
    private final EventLoop first = group.loops().get(0);
    private final EventLoop second = group.loops().get(1);

    @AfterEach
    void close() {
        group.close();
    }

    private static Coroutine<Thread> thread() {
        return body(() -> await(yieldNow(), v -> value(Thread.currentThread())));
    }

    /** Waits for {@code promise} as a task that can't be kept from it by its cancellation. */
    private static Coroutine<String> stubborn(CountDownLatch waits, CountDownLatch cancelled, Promise<String> promise) {
        return body(() -> {
            waits.countDown();
            return await(new Promise<>(), v -> value("unreached"), e -> {
                cancelled.countDown();
                return await(promise);
            });
        });
    }

    /** A coroutine of a task that is known only later. */
    private static Coroutine<String> awaiting(Supplier<Task<String>> task, CountDownLatch waits) {
        return body(() -> {
            EventLoop.current().execute(waits::countDown); // the next pass: it waits by then
            return await(task.get());
        });
    }

    @Test
    void nextGivesTheLoopsInTurn() {
        assertThat(List.of(group.next(), group.next(), group.next())).containsExactly(first, second, first);
    }

    @Test
    void thereIsALoopForEachProcessorUnlessToldOtherwise() {
        try (var ofCores = EventLoopGroup.ofCores();
                var three = EventLoopGroup.open(3)) {
            assertThat(ofCores.loops()).hasSize(Runtime.getRuntime().availableProcessors());
            assertThat(three).hasToString("[event loop group-1, event loop group-2, event loop group-3]");
        }
    }

    @Test
    void aGroupOfNoLoopsIsRefused() {
        assertThatThrownBy(() -> EventLoopGroup.open(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a group of 0 event loops: it needs one at least");
    }

    @Test
    void aTaskAndThoseThatItSpawnsStayOnTheirLoop() throws Exception {
        var promise = new Promise<String>();
        var threads = new ArrayList<Thread>();
        var task = group.spawn(body(() -> {
            threads.add(Thread.currentThread());
            var child = Coroutines.spawn(thread());
            return await(promise, v -> {
                threads.add(Thread.currentThread());
                return await(child, childsThread -> {
                    threads.add(childsThread);
                    return value(EventLoop.current());
                });
            });
        }));
        promise.complete("from outside");

        assertThat(task.get()).isSameAs(first);
        assertThat(new HashSet<>(threads)).extracting(Thread::getName).containsExactly("heddle-test-1");
    }

    @Test
    void aTaskOfAnotherLoopIsAwaitedAsAny() throws Exception {
        var threads = first.spawn(body(() -> await(gather(second.spawn(thread()), first.spawn(thread())))));

        assertThat(threads.get()).extracting(Thread::getName).containsExactly("heddle-test-2", "heddle-test-1");
    }

    @Test
    void theFailureOfATaskOfAnotherLoopIsThrownAsItIs() throws Exception {
        var failure = new IOException("gone");
        var failing = second.spawn(Body.<String>body(() -> {
            throw failure;
        }));

        assertThat(first.spawn(body(() -> await(failing, v -> value(v), e -> value(e))))
                        .get())
                .isSameAs(failure);
    }

    @Test
    void aCancellationReachesTheTaskOfTheOtherLoopAndComesBackWhenThatHasEnded() throws Exception {
        var waits = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        var cleanedUp = new Promise<String>();
        var awaited = second.spawn(stubborn(waits, cancelled, cleanedUp));
        var task = first.spawn(body(() -> await(awaited, v -> value("swallowed: " + v))));
        waits.await();
        task.cancel();
        cancelled.await();
        assertThat(task.isDone()).isFalse();
        cleanedUp.complete("clean");

        assertThat(task.get()).isEqualTo("swallowed: clean");
    }

    @Test
    void aCycleOfAwaitsAcrossLoopsIsLeftWhenItIsCancelled() throws Exception {
        var wait = new CountDownLatch(2);
        var tasks = new CompletableFuture<List<Task<String>>>();
        var one = first.spawn(awaiting(() -> tasks.join().get(1), wait));
        var other = second.spawn(awaiting(() -> tasks.join().get(0), wait));
        tasks.complete(List.of(one, other));
        wait.await();
        one.cancel();

        assertThatThrownBy(one::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(other::get).isInstanceOf(CancellationException.class);
    }

    /** Part of the way lies within a loop, where the one who sends it on need not be known. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @Timeout(60)
    void aCycleOfSeveralTasksOfALoopAndOneOfAnotherIsLeftToo(int cancelled) throws Exception {
        var wait = new CountDownLatch(3);
        var tasks = new CompletableFuture<List<Task<String>>>();
        var one = first.spawn(awaiting(() -> tasks.join().get(1), wait));
        var two = first.spawn(awaiting(() -> tasks.join().get(2), wait));
        var three = second.spawn(awaiting(() -> tasks.join().get(0), wait));
        tasks.complete(List.of(one, two, three));
        wait.await();
        tasks.join().get(cancelled).cancel();

        assertThatThrownBy(one::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(two::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(three::get).isInstanceOf(CancellationException.class);
    }

    @Test
    @Timeout(60)
    void aCycleOfAwaitsThroughAFutureIsLeftToo() throws Exception {
        var wait = new CountDownLatch(2);
        var tasks = new CompletableFuture<List<Task<String>>>();
        var one = first.spawn(body(() -> {
            EventLoop.current().execute(wait::countDown);
            return await(fromStage(tasks.join().get(1).toCompletableFuture()));
        }));
        var other = second.spawn(awaiting(() -> tasks.join().get(0), wait));
        tasks.complete(List.of(one, other));
        wait.await();
        one.cancel();

        assertThatThrownBy(one::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(other::get).isInstanceOf(CancellationException.class);
    }

    /** The owner waits for its child, that for a task of the other loop, and that for the owner. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(60)
    void aCycleThroughTheEndOfABlockIsLeftToo(boolean bodyFails) throws Exception {
        var wait = new CountDownLatch(2);
        var ended = new CopyOnWriteArrayList<String>();
        var tasks = new CompletableFuture<List<Task<String>>>();
        var failure = new Promise<String>();
        var owner = first.spawn(inGroup(children -> {
            children.spawn(body(() -> {
                EventLoop.current().execute(wait::countDown);
                return await(tasks.join().get(1), v -> value(v), e -> {
                    ended.add("child " + shortly(e));
                    throw e;
                });
            }));
            return bodyFails ? body(() -> await(failure)) : done("body");
        }));
        var other = second.spawn(body(() -> {
            EventLoop.current().execute(wait::countDown);
            return await(tasks.join().get(0), v -> value(v), e -> {
                ended.add("other " + shortly(e));
                throw e;
            });
        }));
        tasks.complete(List.of(owner, other));
        wait.await();
        letRun(first);
        if (bodyFails) {
            failure.fail(new IllegalStateException("body"));
            assertThatThrownBy(owner::get).hasRootCauseMessage("body");
        } else {
            owner.cancel();
            assertThatThrownBy(owner::get).isInstanceOf(CancellationException.class);
        }

        assertThatThrownBy(other::get).isInstanceOf(CancellationException.class);
        assertThat(ended).containsExactly("other CancelledError", "child CancelledError");
    }

    /** One of the ways is short, and the other leads over a loop that is busy. */
    @Test
    void aCancellationThatComesToATaskOnTwoWaysIsDeliveredOnce() throws Exception {
        var wait = new CountDownLatch(3);
        var cleansUp = new CountDownLatch(1);
        var cleanedUp = new Promise<String>();
        var bottom = first.spawn(stubborn(wait, cleansUp, cleanedUp));
        var left = first.spawn(awaiting(() -> bottom, wait));
        var right = second.spawn(awaiting(() -> bottom, wait));
        var top = first.spawn(body(() -> await(gather(left, right))));
        wait.await();
        letRun(first);
        second.execute(() -> blockUntil(cleansUp));
        top.cancel();
        cleansUp.await();
        letRun(second);
        letRun(first);
        cleanedUp.complete("clean");

        assertThat(bottom.get()).isEqualTo("clean");
    }

    private static void blockUntil(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns when {@code loop} has done what it was asked for before, and what became ready by that. */
    private static void letRun(EventLoop loop) {
        var ran = new CountDownLatch(1);
        loop.execute(() -> EventLoop.current().execute(ran::countDown));
        blockUntil(ran);
    }

    @Test
    void closingDisturbsNoTaskThatCleansUpThoughTasksOfOtherLoopsAwaitIt() throws Exception {
        var wait = new CountDownLatch(2);
        var cleansUp = new CountDownLatch(1);
        var cleanedUp = new Promise<String>();
        var bottom = second.spawn(stubborn(wait, cleansUp, cleanedUp));
        first.spawn(awaiting(() -> bottom, wait));
        wait.await();
        first.execute(() -> blockUntil(cleansUp));
        var closing = CompletableFuture.runAsync(group::close);
        cleansUp.await();
        letRun(first);
        letRun(second);
        cleanedUp.complete("clean");
        closing.join();

        assertThat(bottom.get()).isEqualTo("clean");
    }

    @Test
    void closeCancelsAllTasksAndWaitsForThem() throws Exception {
        var wait = new CountDownLatch(2);
        for (var loop : group.loops()) {
            loop.spawn(body(() -> {
                wait.countDown();
                return await(
                        new Promise<>(),
                        v -> value(v),
                        e -> await(yieldNow(), v -> {
                            log.add("cleaned up by " + Thread.currentThread().getName());
                            throw e;
                        }));
            }));
        }
        wait.await();
        group.close();

        assertThat(log).containsExactlyInAnyOrder("cleaned up by heddle-test-1", "cleaned up by heddle-test-2");
    }

    @Test
    void closeEndsTheBodiesOfGenerators() throws Exception {
        var waits = new CountDownLatch(1);
        AsyncIterable<String> elements =
                AsyncIterable.generate(out -> body(() -> await(out.emit("x"), v -> value(null), e -> {
                    log.add("closed");
                    throw e;
                })));
        second.spawn(body(() -> await(elements.iterator().hasNextAsync(), v -> {
            waits.countDown();
            return value(v);
        })));
        waits.await();
        group.close();

        assertThat(log).containsExactly("closed");
    }

    @Test
    void failuresThatNobodyRetrievesAreReportedByTheirLoopAtTheLatestWhenItCloses() throws Exception {
        var failed = new CountDownLatch(1);
        var task = second.spawn(Body.<String>body(() -> {
            Task.current().named("upload");
            throw new IOException("gone");
        }));
        task.onDone(it -> failed.countDown());
        failed.await();
        group.close();

        assertThat(log).containsExactly("upload on heddle-test-2: gone");
    }

    @Test
    void noThreadIsLeftWhenItHasClosed() throws Exception {
        var threads =
                List.of(first.spawn(thread()).get(), second.spawn(thread()).get());
        assertThat(threads).allMatch(Thread::isAlive);
        group.close();

        assertThat(threads).noneMatch(Thread::isAlive);
    }

    @Test
    void aClosedGroupTakesNothing() {
        group.close();

        assertThatThrownBy(() -> group.spawn(thread()))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("event loop test-1 is closed");
    }

    @Test
    void itMayBeClosedTwiceAndBySeveralThreadsAtOnce() {
        var closings = List.of(CompletableFuture.runAsync(group::close), CompletableFuture.runAsync(group::close));
        group.close();
        closings.forEach(CompletableFuture::join);
        group.close();

        assertThat(group.close(Duration.ZERO)).isTrue();
    }

    @Test
    void closingItInOneOfItsLoopsIsRefused() {
        var task = first.spawn(body(() -> {
            group.close();
            return value("unreached");
        }));

        assertThatThrownBy(task::get)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("close() of an event loop group inside of event loop test-1, which is one of the"
                        + " group and would wait for itself: close the group where it was opened");
    }

    @Test
    void closingItInAnotherLoopIsRefusedAsItBlocks() {
        assertThatThrownBy(() -> Coroutines.run(body(() -> {
                    group.close();
                    return value("unreached");
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("close() of an event loop group inside of event loop main, which could not go on meanwhile:"
                        + " write await(toThread(group::close))");
    }

    @Test
    void whatDoesNotEndIsToldOfAndCloses() throws Exception {
        var waits = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        var cleanedUp = new Promise<String>();
        second.spawn(stubborn(waits, cancelled, cleanedUp)).named("upload");
        waits.await();
        try (var logged = new LogCapture()) {
            assertThat(group.close(Duration.ofNanos(1))).isFalse();
            assertThat(logged.records)
                    .singleElement()
                    .satisfies(record -> assertThat(record.getMessage().replaceAll("[0-9.]+s", "..s"))
                            .contains("event loop test-2")
                            .endsWith("""
                            event loop test-2, 1 task
                              upload waits for a promise, for ..s, ..s old
                                  at Body.Body.body (Test.java:1)(Body.java:1)
                            """));
        }
        cancelled.await();
        cleanedUp.complete("clean");

        assertThat(group.close(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void anInterruptDoesNotEndTheWaitingAndIsKept() {
        Thread.currentThread().interrupt();
        group.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(group.close(Duration.ZERO)).isTrue();
    }

    @Test
    void dumpsShowTheTasksOfAllItsLoopsAndWhoAwaitsWhom() throws Exception {
        var wait = new CountDownLatch(2);
        var promise = new Promise<String>();
        var price = second.spawn(body("price", () -> {
                    EventLoop.current().execute(wait::countDown);
                    return await(promise);
                }))
                .named("price");
        first.spawn(body("total", () -> {
                    EventLoop.current().execute(wait::countDown);
                    return await(price);
                }))
                .named("total");
        wait.await();

        assertThat(Task.dump().replaceAll("[0-9.]+s", "..s")).contains("""
                event loop test-1, 1 task
                  total waits for price, for ..s, ..s old
                      at Body.total(Body.java:1)
                    price waits for a promise, for ..s, ..s old
                        at Body.price(Body.java:1)
                """);
    }

    @Test
    void aGroupInDebugModeThatHasNothingToDoIsNoHang() {
        try (var logged = new LogCapture().withoutLongSteps()) {
            try (var idle = EventLoopGroup.builder().loops(1).debug(true).build()) {
                idle.spawn(thread());
            }
            assertThat(logged.records).isEmpty();
        }
    }

    @Test
    void manyTasksOfAllLoopsAwaitEachOther() throws Exception {
        var tasks = new ArrayList<Task<Integer>>();
        for (var i = 0; i < 1_000; i++) {
            var before = i == 0 ? Task.completed(0) : tasks.get(i - 1);
            tasks.add(group.spawn(body(() -> await(before, sum -> value(sum + 1)))));
        }

        assertThat(tasks.get(999).get()).isEqualTo(1_000);
    }
}
