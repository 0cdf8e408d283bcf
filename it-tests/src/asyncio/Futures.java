package asyncio;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.fromStage;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.Async;
import io.heddle.Awaitable;
import io.heddle.CancelledError;
import io.heddle.Coroutine;
import io.heddle.Promise;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * test_futures.py and test_futures2.py. Left out: duck types, subclasses and evil loops, loops that are given by hand,
 * messages and the reporting of promises (one that nobody looks at is no error), StopIteration, removing callbacks,
 * source tracebacks.
 */
public class Futures extends Cases {
    @Async
    public Coroutine<Void> initialState() {
        var promise = new Promise<Integer>();
        assertThat(promise.isDone() || promise.isCancelled()).isFalse();
        promise.cancel();
        assertThat(promise.isCancelled()).isTrue();
        return done();
    }

    @Async
    public Coroutine<Void> cancel() {
        var promise = new Promise<Integer>();
        assertThat(promise.cancel()).isTrue();
        assertThat(promise.isCancelled() && promise.isDone()).isTrue();
        assertThatThrownBy(promise::resultNow).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(promise::exceptionNow).isInstanceOf(IllegalStateException.class);
        assertThat(promise.complete(1) || promise.fail(new Crash("x")) || promise.cancel())
                .isFalse();
        await(thrown(CancellationException.class, promise));
        return done();
    }

    @Async
    public Coroutine<Void> result() {
        var promise = new Promise<Integer>();
        assertThatThrownBy(promise::resultNow).isInstanceOf(IllegalStateException.class);
        assertThat(promise.complete(42)).isTrue();
        assertThat(promise.isDone()).isTrue();
        assertThat(promise.isCancelled()).isFalse();
        assertThat(promise.resultNow()).isEqualTo(42);
        assertThatThrownBy(promise::exceptionNow).isInstanceOf(IllegalStateException.class);
        assertThat(promise.complete(1) || promise.fail(new Crash("x")) || promise.cancel())
                .isFalse();
        return done();
    }

    @Async
    public Coroutine<Void> exception() {
        var promise = new Promise<Integer>();
        var failure = new Crash("x");
        assertThatThrownBy(promise::exceptionNow).isInstanceOf(IllegalStateException.class);
        assertThat(promise.fail(failure)).isTrue();
        assertThat(promise.exceptionNow()).isSameAs(failure);
        assertThatThrownBy(promise::resultNow).isInstanceOf(IllegalStateException.class);
        assertThat(promise.complete(1) || promise.cancel()).isFalse();
        return done();
    }

    @Async
    public Coroutine<Void> yieldFromTwice() {
        var promise = new Promise<Integer>();
        var twice = spawn(awaitsTwice(promise));
        await(yieldNow());
        promise.complete(42);
        await(twice);
        assertThat(log).containsExactly("A", "B 42", "C 42");
        return done();
    }

    @Async
    private Coroutine<Void> awaitsTwice(Promise<Integer> promise) {
        log.add("A");
        log.add("B " + await(promise));
        log.add("C " + await(promise));
        return done();
    }

    @Async
    public Coroutine<Void> futureRepr() {
        var promise = new Promise<Integer>();
        assertThat(promise).hasToString("Promise[not completed]");
        promise.complete(4);
        assertThat(promise).hasToString("Promise[done]");
        return done();
    }

    @Async
    public Coroutine<Void> callbacksInvokedOnSetResult() {
        var promise = new Promise<String>();
        promise.onDone(it -> log.add("first " + it.resultNow()));
        promise.onDone(it -> log.add("second " + it.resultNow()));
        promise.complete("x");
        assertThat(log).as("not before the next pass").isEmpty();
        await(yieldNow());
        assertThat(log).containsExactly("first x", "second x");
        return done();
    }

    @Async
    public Coroutine<Void> callbacksInvokedOnSetException() {
        var promise = new Promise<String>();
        promise.onDone(it -> log.add(it.exceptionNow().getMessage()));
        promise.fail(new Crash("x"));
        await(yieldNow());
        assertThat(log).containsExactly("x");
        return done();
    }

    @Async
    public Coroutine<Void> callbacksInvokedOnCancel() {
        var promise = new Promise<String>();
        promise.onDone(it -> log.add("cancelled " + it.isCancelled()));
        promise.cancel();
        await(yieldNow());
        assertThat(log).containsExactly("cancelled true");
        return done();
    }

    @Async
    public Coroutine<Void> callbackAfterTheEndRunsInALaterPass() {
        var promise = new Promise<String>();
        promise.complete("x");
        promise.onDone(it -> log.add("late"));
        assertThat(log).isEmpty();
        await(yieldNow());
        assertThat(log).containsExactly("late");
        return done();
    }

    @Async
    public Coroutine<Void> wrapFuture() {
        var future = new CompletableFuture<String>();
        var task = spawn(fromStage(future));
        await(yieldNow());
        future.complete("x");
        assertThat(await(task)).isEqualTo("x");
        return done();
    }

    /** test_wrap_future_cancel. */
    @Async
    public Coroutine<Void> wrapFutureCancel() {
        var future = new CompletableFuture<String>();
        var task = spawn(fromStage(future));
        await(yieldNow());
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(future).isCancelled();
        return done();
    }

    /** test_wrap_future_cancel2: what has ended can't be cancelled. */
    @Async
    public Coroutine<Void> wrapFutureCancel2() {
        var future = new CompletableFuture<String>();
        var task = spawn(fromStage(future));
        await(yieldNow());
        future.complete("x");
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(future).isCompletedWithValue("x");
        return done();
    }

    /** test_copy_state, in both directions. */
    @Async
    public Coroutine<Void> copyState() throws Exception {
        assertThat(await(CompletableFuture.completedFuture(10))).isEqualTo(10);
        await(thrown(Crash.class, fromStage(CompletableFuture.failedFuture(new Crash("x")))));
        var cancelled = new CompletableFuture<String>();
        cancelled.cancel(true);
        await(thrown(CancellationException.class, fromStage(cancelled)));

        var value = new Promise<Integer>();
        var failed = new Promise<Integer>();
        var gone = new Promise<Integer>();
        value.complete(10);
        failed.fail(new Crash("x"));
        gone.cancel();
        assertThat(value.toCompletableFuture().get()).isEqualTo(10);
        assertThatThrownBy(failed.toCompletableFuture()::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(Crash.class);
        assertThat(gone.toCompletableFuture()).isCancelled();
        return done();
    }

    /** test_wrap_future of a task: its future is cancelled with it, and cancels it. */
    @Async
    public Coroutine<Void> cancellingTheFutureOfATaskCancelsTheTask() {
        var task = spawn(cancellable("task"));
        await(yieldNow());
        var future = task.toCompletableFuture();
        assertThat(future.cancel(true)).isTrue();
        await(thrown(CancellationException.class, task));
        await(yieldNow());
        assertThat(future).isCancelled();
        assertThat(log).containsExactly("task cancelled");
        return done();
    }

    @Async
    private Coroutine<String> waits(Awaitable<String> awaitable) {
        try {
            return done(await(awaitable));
        } catch (CancelledError e) {
            log.add("cancelled");
            throw e;
        }
    }

    /** test_futures2.test_recursive_repr and the like apart: many may wait for one promise. */
    @Async
    public Coroutine<Void> manyWaitForOne() {
        var promise = new Promise<String>();
        var one = spawn(waits(promise));
        var other = spawn(waits(promise));
        await(yieldNow());
        promise.complete("x");
        assertThat(await(one) + await(other)).isEqualTo("xx");
        return done();
    }

    /** test_task_exc_handler_correct_context and the like: what a callback throws is reported, and nobody else is hurt. */
    @Async
    public Coroutine<Void> aNullIsAValue() {
        var promise = new Promise<String>();
        var waiting = spawn(waits(promise));
        await(yieldNow());
        promise.complete(null);
        assertThat(await(waiting)).isNull();
        return done();
    }
}
