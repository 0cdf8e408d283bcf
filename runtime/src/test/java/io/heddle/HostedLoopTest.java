package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops on somebody else's: an executor with timers, and the tick of a game. */
class HostedLoopTest {
    private final List<String> log = new ArrayList<>();
    private final Game game = new Game();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    /** Does what it is given in its next tick, until it is over. */
    private static final class Game implements Executor {
        private final Queue<Runnable> ticks = new ConcurrentLinkedQueue<>();
        private boolean over;

        @Override
        public void execute(Runnable work) {
            if (over) {
                throw new RejectedExecutionException("the game is over");
            }
            ticks.add(work);
        }

        void tick() {
            for (var left = ticks.size(); left > 0; left--) {
                ticks.remove().run();
            }
        }

        void tickUntilIdle() {
            while (!ticks.isEmpty()) {
                tick();
            }
        }

        /** A loop that nobody drives any more would keep those waiting who ask for the tasks of all loops. */
        void end() {
            var loop = EventLoop.on(this);
            loop.execute(() -> Task.all().forEach(Task::cancel));
            tickUntilIdle();
            over = true;
            loop.execute(() -> {}); // finds out
        }
    }

    @AfterEach
    void shutDown() {
        game.end();
        scheduler.shutdownNow();
    }

    private void tick() {
        game.tick();
    }

    private void tickUntilIdle() {
        game.tickUntilIdle();
    }

    @Test
    void aHostHasOneLoop() {
        assertThat(EventLoop.on(game)).isSameAs(EventLoop.on(game));
        assertThat(EventLoop.on(scheduler)).isSameAs(EventLoop.on((Executor) scheduler));
        var other = new Game();
        assertThat(EventLoop.on(other)).isNotSameAs(EventLoop.on(game));
        other.end();
    }

    @Test
    void tasksRunInTheTicksOfTheHost() {
        var task = EventLoop.on(game).spawn(body(() -> {
            log.add("first");
            assertThat(EventLoop.current()).isSameAs(EventLoop.on(game));
            return await(yieldNow(), v -> value(log.add("second")));
        }));
        assertThat(log).isEmpty();
        tick();
        assertThat(log).containsExactly("first");
        assertThat(EventLoop.isRunning()).isFalse();
        tickUntilIdle();

        assertThat(log).containsExactly("first", "second");
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void aLongPassGivesTheThreadBack() {
        var loop = EventLoop.on(game);
        for (var i = 0; i < 1000; i++) {
            loop.spawn(body(() -> value(log.add("x"))));
        }
        tick();
        assertThat(log).hasSizeBetween(1, 512);
        tickUntilIdle();
        assertThat(log).hasSize(1000);
    }

    @Test
    void aPassMayStartInTheMiddleOfAStep() {
        var loop = EventLoop.on(game);
        loop.spawn(body(() -> {
            var dialog = Task.current();
            log.add("dialog opens");
            loop.execute(() -> log.add("callback"));
            tickUntilIdle(); // a modal dialog
            assertThat(Task.current()).isSameAs(dialog);
            log.add("dialog closes");
            return await(yieldNow(), v -> value(log.add("after")));
        }));
        loop.spawn(body(() -> value(log.add("another"))));
        tickUntilIdle();

        assertThat(log).containsExactly("dialog opens", "another", "callback", "dialog closes", "after");
    }

    @Test
    void loopsMayNestOnOneThread() {
        var inner = new Game();
        EventLoop.on(game).spawn(body(() -> {
            var outer = EventLoop.current();
            EventLoop.on(inner).execute(() -> {
                assertThat(EventLoop.current()).isSameAs(EventLoop.on(inner));
                log.add("inner");
            });
            inner.tick();
            assertThat(EventLoop.current()).isSameAs(outer);
            return value(log.add("outer"));
        }));
        tickUntilIdle();
        inner.end();

        assertThat(log).containsExactly("inner", "outer");
    }

    @Test
    void timersOfTheHostWakeSleepers() throws Exception {
        var task = EventLoop.on(scheduler)
                .spawn(body(() -> await(
                        Coroutines.sleep(ofMillis(20)),
                        v -> await(Coroutines.sleep(ofMillis(5)), w -> value("slept")))));

        assertThat(task.get()).isEqualTo("slept");
    }

    @Test
    void withoutTimersOfTheHostTheJdksWakeSleepers() throws Exception {
        ExecutorService plain = Executors.newSingleThreadExecutor();
        Executor serial = work -> plain.execute(work);
        try {
            var task =
                    EventLoop.on(serial).spawn(body(() -> await(Coroutines.sleep(ofMillis(5)), v -> value("slept"))));
            assertThat(task.get()).isEqualTo("slept");
        } finally {
            plain.shutdown();
        }
    }

    @Test
    void theShorterSleepWakesFirstThoughItCameLater() throws Exception {
        var order = new ArrayList<String>();
        var loop = EventLoop.on(scheduler);
        var task = loop.spawn(body(() -> {
            var slow = spawn(body(() -> await(Coroutines.sleep(ofMillis(60)), v -> value(order.add("long")))));
            spawn(body(() -> await(Coroutines.sleep(ofMillis(10)), v -> value(order.add("short")))));
            return await(slow);
        }));
        task.get();

        assertThat(order).containsExactly("short", "long");
    }

    @Test
    void getOnTheThreadThatDrivesTheLoopIsRefused() throws Exception {
        var loop = EventLoop.on(scheduler);
        loop.spawn(body(() -> value("x"))).get();
        var refused = scheduler.submit(
                () -> loop.spawn(body(() -> await(new Promise<String>()))).get());

        assertThatThrownBy(refused::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHostThatHasGoneFailsTheAwaitsOfItsTasks() throws Exception {
        var promise = new Promise<String>();
        var loop = EventLoop.on(scheduler);
        var begun = loop.spawn(body(() -> value("begun")));
        var task = loop.spawn(body(() -> await(promise, v -> value(v), e -> {
            log.add(e.getClass().getSimpleName());
            return await(yieldNow(), v -> value("unreached"), again -> {
                log.add(again == e ? "again" : again.toString());
                throw again;
            });
        })));
        var sleeper = loop.spawn(body(() -> await(Coroutines.sleep(ofSeconds(100)))));
        begun.get();
        loop.spawn(body(() -> value("x"))).get();
        scheduler.shutdownNow();
        promise.complete("too late");

        assertThatThrownBy(task::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(sleeper::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RejectedExecutionException.class);
        assertThat(log).containsExactly("RejectedExecutionException", "again");
        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aLoopThatHasWorkIsKeptAliveThoughNobodyHoldsIt() {
        var promise = new Promise<String>();
        EventLoop.on(game).spawn(body(() -> await(promise, v -> value(log.add(v)))));
        tickUntilIdle();
        System.gc();
        promise.complete("kept");
        tickUntilIdle();

        assertThat(log).containsExactly("kept");
    }

    /** Emits numbers; the host runs whatever is in its queue before each of them, as under a modal dialog. */
    private AsyncIterable<Integer> dialogs(String name, int count) {
        return AsyncIterable.generate(out -> dialog(name, out, 1, count));
    }

    private Coroutine<Void> dialog(String name, Emitter<Integer> out, int number, int count) {
        return body(() -> {
            if (number > count) {
                return value(null);
            }
            log.add(name + " opens " + number);
            tickUntilIdle();
            log.add(name + " closes " + number);
            return await(
                    number == 2 ? yieldNow() : Coroutines.done(),
                    u -> await(out.emit(number), v -> Body.tail(dialog(name, out, number + 1, count))));
        });
    }

    private Coroutine<Void> consumer(String name, int count) {
        return KernelTest.forEach(
                dialogs(name, count),
                number -> body(() -> {
                    log.add(name + " takes " + number);
                    return value(true);
                }));
    }

    @Test
    void aPassMayStartInTheBodyOfAGeneratorAndRunOthers() {
        var loop = EventLoop.on(game);
        var outer = loop.spawn(consumer("outer", 3));
        var inner = loop.spawn(consumer("inner", 2));
        tickUntilIdle();

        assertThat(outer.isDone()).isTrue();
        assertThat(inner.isDone()).isTrue();
        assertThat(log.stream().filter(line -> line.startsWith("outer")))
                .containsExactly(
                        "outer opens 1",
                        "outer closes 1",
                        "outer takes 1",
                        "outer opens 2",
                        "outer closes 2",
                        "outer takes 2",
                        "outer opens 3",
                        "outer closes 3",
                        "outer takes 3");
        assertThat(log.subList(0, 5))
                .containsExactly("outer opens 1", "inner opens 1", "inner closes 1", "inner takes 1", "inner opens 2");
    }

    @Test
    void aPassInTheBodyOfAGeneratorCannotAskTheSameOne() {
        var loop = EventLoop.on(game);
        var iterator = dialogs("shared", 2).iterator();
        var outer = loop.spawn(body(() -> await(iterator.hasNextAsync(), more -> value(iterator.next()))));
        var inner = loop.spawn(KernelTest.outcomeOf(iterator.hasNextAsync()));
        tickUntilIdle();

        assertThat(inner.resultNow())
                .startsWith("IllegalStateException(hasNextAsync() of an async generator that is running");
        assertThat(outer.resultNow()).isEqualTo(1);
    }

    @Test
    void aGeneratorMayBeClosedByAPassInAnother() {
        var loop = EventLoop.on(game);
        var parked = AsyncIterable.<String>generate(out -> body(() -> await(out.emit("x"), v -> value(null), e -> {
                    log.add("clean");
                    throw e;
                })))
                .iterator();
        loop.spawn(parked.hasNextAsync());
        loop.spawn(consumer("outer", 1));
        loop.spawn(body(() -> await(parked.closeAsync(), v -> value(log.add("closed")))));
        tickUntilIdle();

        assertThat(log).containsExactly("outer opens 1", "clean", "closed", "outer closes 1", "outer takes 1");
    }

    @Test
    void aCancellationInADialogReachesTheGeneratorAtItsNextWait() {
        var loop = EventLoop.on(game);
        var outer = loop.spawn(consumer("outer", 3));
        loop.execute(() -> outer.cancel());
        tickUntilIdle();

        assertThat(outer.isCancelled()).isTrue();
        assertThat(log)
                .containsExactly("outer opens 1", "outer closes 1", "outer takes 1", "outer opens 2", "outer closes 2");
    }

    @Test
    void aPassMayStartInWhatACancellationRuns() {
        var loop = EventLoop.on(game);
        var task = loop.spawn(KernelTest.outcomeOf(Coroutines.suspend(rest -> rest.onCancel(() -> {
            log.add("dialog opens");
            tickUntilIdle();
            log.add("dialog closes");
        }))));
        var waiter = loop.spawn(KernelTest.outcomeOf(task));
        tickUntilIdle();
        loop.execute(() -> waiter.cancel("stop"));
        tickUntilIdle();

        assertThat(log).containsExactly("dialog opens", "dialog closes");
        assertThat(task.resultNow()).isEqualTo("CancelledError(stop)");
        assertThat(waiter.resultNow()).isEqualTo("CancelledError(stop)");
        assertThat(waiter.cancel()).isFalse();
    }

    @Test
    void aPassMayStartWhileATaskRegistersWithWhatItAwaits() {
        var loop = EventLoop.on(game);
        var stage = new CompletableFuture<String>() {
            @Override
            public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
                var copy = super.whenComplete(action);
                complete("value");
                tickUntilIdle();
                return copy;
            }
        };
        var task = loop.spawn(body(() ->
                await(Coroutines.fromStage(stage), v -> await(yieldNow(), w -> value(log.add(v + " and on"))))));
        tickUntilIdle();

        assertThat(log).containsExactly("value and on");
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void aHostThatHasGoneLetsGeneratorsCleanUp() throws Exception {
        var iterator = AsyncIterable.<String>generate(out -> body(() -> await(
                        out.emit("x"),
                        v -> value(null),
                        e -> await(yieldNow(), v -> value(null), refused -> {
                            log.add("clean, " + refused.getClass().getSimpleName());
                            throw e;
                        }))))
                .iterator();
        var loop = EventLoop.on(scheduler);
        assertThat(loop.spawn(iterator.hasNextAsync()).get()).isTrue();
        scheduler.shutdown();
        scheduler.awaitTermination(1, TimeUnit.MINUTES);
        loop.execute(() -> {}); // finds out

        assertThat(log).containsExactly("clean, RejectedExecutionException");
        assertThat(iterator).isNotNull();
    }

    /** Nobody else tells: the test does not touch the loop meanwhile. */
    @Test
    @Timeout(60)
    void aSleeperHearsOfAHostThatHasDroppedItsTimersWhenItsTimeHasCome() throws Exception {
        var heard = new CompletableFuture<Throwable>();
        EventLoop.on(scheduler).spawn(body(() -> {
            EventLoop.current().execute(scheduler::shutdownNow); // the next pass: it sleeps by then
            return await(
                    Coroutines.sleep(ofMillis(50)), v -> value(heard.complete(null)), e -> value(heard.complete(e)));
        }));

        assertThat(heard.get()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aHostThatThrowsSomethingElseHasGoneToo() {
        Executor closed = work -> {
            throw new IllegalStateException("closed");
        };
        var task = EventLoop.on(closed).spawn(body(() -> value("unreached")));

        assertThatThrownBy(task::get)
                .hasCauseInstanceOf(RejectedExecutionException.class)
                .hasRootCauseMessage("closed");
    }

    /** A dialog over a dialog, each with a sleeper that closes it. */
    @Test
    void sleepersAreWokenByNestedPasses() {
        var loop = EventLoop.on(game);
        var task = loop.spawn(dialog("outer", () -> loop.spawn(dialog("inner", () -> {}))));
        pump(task::isDone);

        assertThat(log).containsExactly("outer opens", "inner opens", "inner closes", "outer closes");
    }

    private Coroutine<String> dialog(String name, Runnable content) {
        return body(() -> {
            log.add(name + " opens");
            var sleeper = spawn(body(() -> await(Coroutines.sleep(ofMillis(5)), v -> value("slept"))));
            content.run();
            pump(sleeper::isDone);
            log.add(name + " closes");
            return value(name);
        });
    }

    private void pump(BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            var event = game.ticks.poll();
            if (event == null) {
                Thread.onSpinWait();
            } else {
                event.run();
            }
        }
    }

    @Test
    void aPassThatIsThrownOutOfIsFollowedByOthers() {
        var broken = new AtomicBoolean();
        var fragile = ContextVar.<Object>ofThread("fragile", () -> "mine", written -> {
            if (broken.get()) {
                throw new IllegalStateException("cannot be written");
            }
        });
        var loop = EventLoop.on(game);
        loop.spawn(body(() -> {
            fragile.set("value");
            return await(yieldNow());
        }));
        tick();
        broken.set(true);
        assertThatThrownBy(this::tick).hasMessage("cannot be written");
        broken.set(false);
        loop.spawn(body(() -> value(log.add("another"))));
        tickUntilIdle();

        assertThat(log).containsExactly("another");
    }

    /** Both are cancelled; the news that b has ended is on its way to a, when a leaves that wait by itself. */
    @Test
    void newsOfAWaitThatATaskHasLeftDoesNotEndItsNextOne() {
        var other = new Game();
        var unanswered = new Promise<String>();
        var tasks = new ArrayList<Task<?>>();
        var first = EventLoop.on(game)
                .spawn(body(() -> await(tasks.get(1), v -> value("unreached"), e -> {
                    log.add("left");
                    return await(unanswered);
                })));
        tasks.add(first);
        tasks.add(EventLoop.on(other).spawn(body(() -> await(first, v -> value("b")))));
        for (var i = 0; i < 3; i++) {
            game.tick();
            other.tick();
        }
        tasks.forEach(Task::cancel);
        for (var i = 0; i < 5; i++) {
            other.tick();
            game.tick();
        }
        assertThat(log).containsExactly("left");
        assertThat(first.isDone()).isFalse();
        unanswered.complete("x");
        tickUntilIdle();

        assertThat(first.resultNow()).isEqualTo("x");
        other.end();
    }

    @Test
    void anErrorOfTheHostIsNotTheEnd() {
        var isOutOfMemory = new AtomicBoolean(true);
        Executor host = work -> {
            if (isOutOfMemory.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            game.execute(work);
        };
        var loop = EventLoop.on(host);
        assertThatThrownBy(() -> loop.execute(() -> log.add("first"))).isInstanceOf(OutOfMemoryError.class);
        isOutOfMemory.set(false);
        loop.execute(() -> log.add("second"));
        tickUntilIdle();

        assertThat(log).containsExactly("first", "second");
    }

    @Test
    @Timeout(60)
    void aFailureThatNobodyRetrievesIsReportedThoughTheHostIsIdle() throws InterruptedException {
        var reported = new CountDownLatch(1);
        try (var logged = new LogCapture(reported::countDown)) {
            EventLoop.on(scheduler).spawn(body(() -> {
                throw new IllegalStateException("lost");
            }));
            while (!reported.await(20, TimeUnit.MILLISECONDS)) {
                System.gc();
            }
            assertThat(logged.records)
                    .anySatisfy(record -> assertThat(record.getThrown()).hasMessage("lost"));
        }
    }
}
