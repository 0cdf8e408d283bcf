package io.heddle.sync;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Promise;
import io.heddle.Runner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** An object of this package belongs to the first loop in which somebody waited for it. */
class LoopConfinementTest {
    private final AsyncLock lock = new AsyncLock();

    private static Runner runner(String name, boolean debug) {
        return Runner.builder().name(name).debug(debug).virtualTime(true).build();
    }

    /** Lets a task wait for the lock, and gives what {@code then} gives, while it waits. */
    private Coroutine<String> contending(Runnable then) {
        return body(() -> {
            lock.tryAcquire();
            var waiting = spawn(lock.acquire());
            return await(yieldNow(), v -> {
                then.run();
                waiting.cancel();
                return value("done");
            });
        });
    }

    private static Throwable thrownOnAnotherThread(Runnable call) {
        return CompletableFuture.<Throwable>supplyAsync(
                        () -> catchThrowable(call::run), task -> new Thread(task, "elsewhere").start())
                .join();
    }

    @Test
    void inDebugModeAnotherThreadMayNotReleaseWhatATaskHoldsThoughNobodyWaits() {
        try (var a = runner("a", true)) {
            a.run(body(() -> await(lock.acquire(), v -> {
                assertThat(thrownOnAnotherThread(lock::release))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(
                                "AsyncLock.release() on thread elsewhere, but the AsyncLock belongs to event loop a:"
                                        + " from elsewhere, hand the call to that loop with loop.execute(..)");
                lock.release();
                return value(null);
            })));
        }
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void waitingInAnotherLoopIsAnErrorThatNamesBoth() {
        try (var a = runner("a", false);
                var b = runner("b", false)) {
            a.run(contending(() -> {}));

            assertThatThrownBy(() -> b.run(lock.acquire()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "AsyncLock.acquire() in event loop b, but the AsyncLock belongs to another one, event loop"
                                    + " a: make one for each loop");
        }
    }

    @Test
    void whatCanBeHadAtOnceCanBeHadInAnyLoop() {
        try (var a = runner("a", false);
                var b = runner("b", false)) {
            a.run(contending(() -> {}));
            lock.release();
            b.run(lock.acquire());

            assertThat(lock.isLocked()).isTrue();
        }
    }

    @Test
    void waitingOffAnyLoopIsAnError() {
        lock.tryAcquire();

        assertThatThrownBy(lock.acquire().$future()::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .cause()
                .hasMessage(
                        "AsyncLock.acquire() needs a running event loop, and none runs here: call it from code inside"
                                + " run(..), or hand the work to a loop: loop.spawn(() -> home(id)).toCompletableFuture()");
    }

    @Test
    void aCallOnAnotherThreadThatWouldWakeSomebodyIsRefused() {
        try (var a = runner("a", false)) {
            a.run(contending(() -> assertThat(thrownOnAnotherThread(lock::release))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "AsyncLock.release() on thread elsewhere, but the AsyncLock belongs to event loop a: from"
                                    + " elsewhere, hand the call to that loop with loop.execute(..)")));

            assertThat(lock.isLocked()).isTrue();
        }
    }

    @Test
    void debugModeRefusesEveryCallOnAnotherThread() {
        var queue = new AsyncQueue<Integer>();
        try (var a = runner("a", true)) {
            a.run(body(() -> {
                var get = spawn(queue.get());
                return await(yieldNow(), v -> {
                    queue.offer(1);
                    return await(get, w -> {
                        assertThat(thrownOnAnotherThread(() -> queue.offer(2)))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessage(
                                        "AsyncQueue.offer(..) on thread elsewhere, but the AsyncQueue belongs to event"
                                                + " loop a: from elsewhere, hand the call to that loop with loop.execute(..)");
                        return value(null);
                    });
                });
            }));
            assertThat(queue.isEmpty()).isTrue();
        }
    }

    @Test
    void withoutDebugModeACallThatWakesNobodyIsNotSeen() {
        var queue = new AsyncQueue<Integer>();
        queue.offer(1);
        try (var a = runner("a", false)) {
            assertThat(a.run(queue.get())).isEqualTo(1);
            assertThat(queue.offer(2)).isTrue();
            assertThat(a.run(queue.get())).isEqualTo(2);
        }
    }

    @Test
    void anotherThreadGoesThroughTheLoop() {
        var event = new AsyncEvent();
        try (var a = new Runner()) {
            var waiting = new Promise<String>();
            waiting.toCompletableFuture().thenRunAsync(() -> a.loop().execute(event::set));
            a.run(() -> {
                waiting.complete("now");
                return event.awaitSet();
            });

            assertThat(event.isSet()).isTrue();
        }
    }

    @Test
    void theThreadOfAHostedLoopMayCallBetweenItsPasses() {
        var host = new LoopInHand();
        var event = new AsyncEvent();
        var task = EventLoop.on(host).spawn(event.awaitSet());
        host.settle();
        event.set();
        host.settle();

        assertThat(task.isDone()).isTrue();
    }
}
