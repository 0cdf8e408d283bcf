package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.fromStage;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.toThread;
import static io.heddle.Coroutines.withTimeout;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** Bodies of methods that return a {@code CompletableFuture}: on a loop, and off any. */
class OffLoopTest extends KernelTest {
    @Test
    void itRunsOnTheCallersThreadUntilItFirstSuspends() {
        var promise = new Promise<String>();
        var future = body(() -> {
                    log.add("begun, on a loop: " + EventLoop.isRunning());
                    return await(yieldNow(), v -> {
                        log.add("yielded");
                        return await(promise);
                    });
                })
                .$future();
        log.add("called");
        assertThat(future).isNotDone();
        promise.complete("x");

        assertThat(future).isCompletedWithValue("x");
        assertThat(log).containsExactly("begun, on a loop: false", "yielded", "called");
    }

    @Test
    void itGoesOnOnTheThreadThatCompletesWhatItAwaits() throws Exception {
        var promise = new Promise<String>();
        var future =
                body(() -> await(promise, v -> value(Thread.currentThread()))).$future();
        var completer = new Thread(() -> promise.complete("x"));
        completer.start();
        completer.join();

        assertThat(future).isCompletedWithValue(completer);
    }

    @Test
    void itSeesNoLoopEvenWhereALoopsThreadCompletesWhatItAwaits() {
        var promise = new Promise<String>();
        var future =
                body(() -> await(promise, v -> value(EventLoop.isRunning()))).$future();
        runner.run(body(() -> {
            promise.complete("x");
            assertThat(future).isCompletedWithValue(false);
            return value(EventLoop.current());
        }));
    }

    @Test
    void onALoopItIsATaskThatBeginsAtOnce() {
        runner.run(body(() -> {
            var future = body(() -> {
                        log.add("begun");
                        return await(sleep(1), v -> value(EventLoop.isRunning()));
                    })
                    .$future();
            log.add("called");
            return await(fromStage(future), onLoop -> value(log.add("on a loop: " + onLoop)));
        }));

        assertThat(log).containsExactly("begun", "called", "on a loop: true");
    }

    @Test
    void itSleepsAndAwaitsTasksOfLoops() throws Exception {
        var future = body(() -> await(Coroutines.sleep(ofMillis(5)), v -> value("slept")))
                .$future();
        assertThat(future.get()).isEqualTo("slept");

        var awaiting = new CompletableFuture<CompletableFuture<String>>();
        Coroutines.run(body(() -> {
            var task = spawn(body(() -> await(Coroutines.sleep(ofMillis(20)), v -> value("task"))));
            new Thread(() -> awaiting.complete(body(() -> await(task)).$future())).start();
            return await(fromStage(awaiting), f -> await(fromStage(f)));
        }));
        assertThat(awaiting.get().get()).isEqualTo("task");
    }

    /** Each awaits the one before. */
    private List<CompletableFuture<Integer>> chain(CompletableFuture<Integer> first) {
        var futures = new ArrayList<>(List.of(first));
        for (var i = 0; i < 10_000; i++) {
            var before = futures.get(i);
            futures.add(body(() -> await(fromStage(before), v -> value(v + 1))).$future());
        }
        return futures;
    }

    @Test
    void aLongChainEndsWithoutRecursion() {
        var first = new CompletableFuture<Integer>();
        var chain = chain(first);
        first.complete(0);

        assertThat(chain.get(10_000)).isCompletedWithValue(10_000);
    }

    @Test
    void aLongChainIsCancelledWithoutRecursion() {
        var first = new CompletableFuture<Integer>();
        var chain = chain(first);
        chain.get(10_000).cancel(true);

        assertThat(chain).allMatch(CompletableFuture::isCancelled);
    }

    /** Calls a method that waits under a distant deadline until {@code promise} is completed. */
    private static WeakReference<Object> waitingInVain(Promise<String> promise) {
        var future = (SourceFuture<String>)
                body(() -> await(withTimeout(ofHours(1), promise))).$future();
        promise.complete("x");
        assertThat(future).isCompletedWithValue("x");
        return new WeakReference<>(((Task<?>) future.source()).loop);
    }

    @Test
    void anAlarmThatIsNotNeededAnyMoreDoesNotRetainIt() {
        var driver = waitingInVain(new Promise<>());
        System.gc();

        assertThat(driver.refersTo(null)).isTrue();
    }

    @Test
    void itsFailureIsThatOfTheFuture() {
        var failure = new IOException("gone");
        CompletableFuture<String> future = Body.<String>body(() -> {
                    throw failure;
                })
                .$future();

        assertThat(future).isCompletedExceptionally();
        assertThat(runner.run(outcomeOf(fromStage(future)))).isEqualTo("IOException(gone)");
    }

    @Test
    void cancellingItsFutureCancelsItsTask() {
        var promise = new Promise<String>();
        var future = body(() -> await(promise, v -> value(v), e -> {
                    log.add(shortly(e));
                    throw e;
                }))
                .$future();
        future.cancel(true);

        assertThat(promise.isCancelled()).isTrue();
        assertThat(future).isCancelled();
        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void whatNeedsALoopSaysSo() {
        var spawning = body(() -> value(spawn(slow(1, "x")))).$future();
        var blocking = body(() -> await(toThread(() -> "x"))).$future();

        assertThat(runner.run(outcomeOf(fromStage(spawning))))
                .startsWith("IllegalStateException(spawn(..) needs a running event loop, and none runs here: ");
        assertThat(runner.run(outcomeOf(fromStage(blocking))))
                .startsWith("IllegalStateException(toThread(..) needs a running event loop, and none runs here: ");
    }

    @Test
    void itsContextIsItsOwn() {
        var user = ContextVar.of("user", "nobody");
        var promise = new Promise<String>();
        var seen = body(() -> {
                    user.set("ada");
                    return await(promise, v -> value(user.get()));
                })
                .$future();
        assertThat(user.get()).isEqualTo("nobody");
        promise.complete("x");

        assertThat(seen).isCompletedWithValue("ada");
        assertThat(user.get()).isEqualTo("nobody");
    }

    @Test
    void stepsOfOneBodyNeverOverlap() throws Exception {
        for (var round = 0; round < 100; round++) {
            var first = new Promise<Integer>();
            var second = new Promise<Integer>();
            var sum = new int[1];
            var future = body(() -> await(first, a -> {
                        sum[0] += a;
                        return await(second, b -> {
                            sum[0] += b;
                            return value(sum[0]);
                        });
                    }))
                    .$future();
            var one = CompletableFuture.runAsync(() -> first.complete(1));
            var two = CompletableFuture.runAsync(() -> second.complete(2));
            assertThat(future.get()).isEqualTo(3);
            CompletableFuture.allOf(one, two).get();
        }
    }

    @Test
    void aGeneratorThatItHasGivenUpIsClosedWhenItHasEnded() {
        var promise = new Promise<String>();
        var iterator = AsyncIterable.<String>generate(out -> body(() -> await(
                        out.emit("x"),
                        v -> value(null),
                        e -> await(promise, v -> {
                            log.add("clean " + v);
                            throw new IOException("not quite");
                        }))))
                .iterator();
        try (var logged = new LogCapture()) {
            var future = body(() -> await(iterator.hasNextAsync(), more -> value(iterator.next())))
                    .$future();
            assertThat(future).isCompletedWithValue("x");
            assertThat(log).isEmpty();
            promise.complete("now");

            assertThat(log).containsExactly("clean now");
            assertThat(logged.records)
                    .extracting(LogRecord::getMessage)
                    .containsExactly(
                            "the closing of an async generator failed, and nobody has retrieved the exception");
        }
    }

    @Test
    void whileItWaitsTheDumpOfAllTasksHasItByTheNameOfItsMethod() {
        var promise = new Promise<String>();
        var price = body("Shop.price (Shop.java:7)", () -> await(promise)).$future();
        var total =
                body("Shop.total (Shop.java:9)", () -> await(fromStage(price))).$future();

        assertThat(dump()).contains("""
                  Shop.total waits for Shop.price, for _, _ old
                      at Body.Shop.total (Shop.java:9)(Body.java:1)
                    Shop.price waits for a promise, for _, _ old
                        at Body.Shop.price (Shop.java:7)(Body.java:1)
                """);
        promise.complete("x");
        assertThat(total).isCompletedWithValue("x");
        assertThat(dump()).doesNotContain("Shop.");
    }

    @Test
    void whileItRunsTheDumpTellsWhere() throws Exception {
        var promise = new Promise<String>();
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var future = body(
                        "Shop.busy (Shop.java:7)",
                        () -> await(promise, v -> {
                            begun.countDown();
                            go.await();
                            return value(v);
                        }))
                .$future();
        var completer = new Thread(() -> promise.complete("x"));
        completer.start();
        begun.await();
        while (completer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        var dump = dump();
        go.countDown();
        completer.join();

        assertThat(dump).containsPattern("""
                (?s)  Shop.busy is running, _ old
                .*      at java.base/java.util.concurrent.CountDownLatch.await""");
        assertThat(future).isCompletedWithValue("x");
    }

    @Test
    void whoAsksWhatItDoesKeepsNoWakeUpFromIt() throws Exception {
        for (var round = 0; round < 200; round++) {
            var promise = new Promise<Integer>();
            var future = body(() -> await(promise)).$future();
            var completer = CompletableFuture.runAsync(() -> promise.complete(1));
            while (!completer.isDone()) {
                Loops.all().stream()
                        .filter(OffLoop.class::isInstance)
                        .forEach(loop -> log.add(((OffLoop) loop).look().toString()));
            }

            assertThat(future.get(1, TimeUnit.MINUTES)).isEqualTo(1);
        }
    }

    private static String dump() {
        return Task.dump().replaceAll("\\b\\d[\\d.]*s\\b", "_");
    }
}
