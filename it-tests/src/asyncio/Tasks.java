package asyncio;

import static io.heddle.Coroutines.asCompleted;
import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.race;
import static io.heddle.Coroutines.shield;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.waitAll;
import static io.heddle.Coroutines.waitFailure;
import static io.heddle.Coroutines.waitFirst;
import static io.heddle.Coroutines.withTimeout;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.Async;
import io.heddle.AsyncTimeoutException;
import io.heddle.Awaitable;
import io.heddle.CancelledError;
import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Promise;
import io.heddle.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * test_tasks.py, but for gather and shield, which {@link Gathers} has. Left out: ensure_future, task_repr, set_name of
 * other types, generic aliases, custom task classes and factories, debug tracebacks (test_*_source_traceback), corowrapper
 * and the registering of foreign tasks, which have no counterpart; test_get_stack and test_print_stack: StackTraceTest.
 */
public class Tasks extends Cases {
    // Cancelling

    @Async
    private Coroutine<Integer> waitsFor(Awaitable<?> awaitable) {
        try {
            await(awaitable);
        } catch (CancelledError e) {
            log.add("cancelled: " + e.getMessage());
            throw e;
        }
        return done(12);
    }

    @Async
    public Coroutine<Void> taskBasics() {
        assertThat(await(spawn(waitsFor(spawn(waitsFor(done())))))).isEqualTo(12);
        return done();
    }

    @Async
    public Coroutine<Void> cancel() {
        var task = spawn(waitsFor(sleep(10)));
        await(yieldNow());
        assertThat(task.cancel()).isTrue();
        await(thrown(CancellationException.class, task));
        assertThat(task.isDone()).isTrue();
        assertThat(task.isCancelled()).isTrue();
        assertThat(task.cancel()).isFalse();
        assertThat(now()).isZero();
        return done();
    }

    @Async
    public Coroutine<Void> cancelWithMessageThenFutureResult() {
        var task = spawn(sleep(10));
        await(yieldNow());
        task.cancel("my message");
        await(waitAll(List.of(task)));
        assertThatThrownBy(task::resultNow).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(task::get).isInstanceOf(CancellationException.class).hasMessage("my message");
        assertThat(await(thrown(CancellationException.class, task))).hasMessage("my message");
        return done();
    }

    @Async
    private static Coroutine<Void> sleeps() {
        await(sleep(10));
        return done();
    }

    @Async
    private static Coroutine<Void> awaits(Awaitable<?> awaitable) {
        await(awaitable);
        return done();
    }

    @Async
    public Coroutine<Void> cancelWithMessageBeforeStartingTask() {
        var task = spawn(waitsFor(sleep(10)));
        task.cancel("my message");
        assertThat(await(thrown(CancellationException.class, task))).hasMessage("my message");
        assertThat(log).isEmpty();
        return done();
    }

    @Async
    private Coroutine<Integer> yields() {
        try {
            await(yieldNow());
            await(yieldNow());
        } catch (CancelledError e) {
            log.add("cancelled");
            throw e;
        }
        return done(12);
    }

    @Async
    public Coroutine<Void> cancelYield() {
        var task = spawn(yields());
        await(yieldNow());
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(log).containsExactly("cancelled");
        return done();
    }

    @Async
    public Coroutine<Void> cancelInnerFuture() {
        var promise = new Promise<Void>();
        var task = spawn(waitsFor(promise));
        await(yieldNow());
        promise.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(task.isCancelled())
                .as("what somebody else cancelled is a failure")
                .isFalse();
        assertThat(log).isEmpty();
        return done();
    }

    @Async
    public Coroutine<Void> cancelBothTaskAndInnerFuture() {
        var promise = new Promise<Void>();
        var task = spawn(waitsFor(promise));
        await(yieldNow());
        promise.cancel();
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(promise.isCancelled()).isTrue();
        assertThat(task.isCancelled()).isTrue();
        return done();
    }

    @Async
    private static Coroutine<Integer> catching(Promise<Void> first, Promise<Void> second) {
        await(first);
        try {
            await(second);
        } catch (CancelledError e) {
            return done(42);
        }
        return done(0);
    }

    @Async
    public Coroutine<Void> cancelTaskCatching() {
        var first = new Promise<Void>();
        var second = new Promise<Void>();
        var task = spawn(catching(first, second));
        await(yieldNow());
        first.complete(null);
        await(yieldNow());
        task.cancel();
        assertThat(second.isCancelled()).isTrue();
        assertThat(await(task)).isEqualTo(42);
        assertThat(task.isCancelled()).isFalse();
        return done();
    }

    @Async
    private static Coroutine<Integer> ignoring(Promise<Void> first, Promise<Void> second, Promise<Integer> third) {
        await(first);
        try {
            await(second);
        } catch (CancelledError e) {
            assertThat(Task.current().cancelling()).isEqualTo(1);
        }
        return done(await(third));
    }

    @Async
    public Coroutine<Void> cancelTaskIgnoring() {
        var first = new Promise<Void>();
        var second = new Promise<Void>();
        var third = new Promise<Integer>();
        var task = spawn(ignoring(first, second, third));
        await(yieldNow());
        first.complete(null);
        await(yieldNow());
        task.cancel();
        await(yieldNow());
        assertThat(third.isDone()).isFalse();
        third.complete(42);
        assertThat(await(task)).isEqualTo(42);
        assertThat(third.isCancelled()).isFalse();
        return done();
    }

    @Async
    private Coroutine<Integer> cancelsItself(boolean waits) {
        Task.current().cancel();
        assertThat(Task.current().isCancelled()).isFalse();
        if (waits) {
            await(sleep(10));
        }
        log.add("end");
        return done(12);
    }

    @Async
    public Coroutine<Void> cancelCurrentTask() {
        var task = spawn(cancelsItself(true));
        await(thrown(CancellationException.class, task));
        assertThat(task.isCancelled()).isTrue();
        assertThat(log).isEmpty();
        return done();
    }

    @Async
    public Coroutine<Void> cancelAtEnd() {
        var task = spawn(cancelsItself(false));
        await(thrown(CancellationException.class, task));
        assertThat(task.isCancelled()).isTrue();
        assertThat(log).containsExactly("end");
        return done();
    }

    @Async
    public Coroutine<Void> cancelAwaitedTask() {
        var inner = spawn(sleeps());
        var outer = spawn(awaits(inner));
        await(yieldNow());
        await(yieldNow());
        inner.cancel();
        outer.cancel();
        await(thrown(CancellationException.class, outer));
        assertThat(inner.isCancelled()).isTrue();
        assertThat(outer.isCancelled()).isTrue();
        return done();
    }

    @Async
    public Coroutine<Void> uncancelBasic() {
        var task = spawn(sleeps());
        await(yieldNow());
        assertThat(task.uncancel()).isZero();
        task.cancel();
        assertThat(task.cancelling()).isEqualTo(1);
        assertThat(task.cancel()).isTrue();
        assertThat(task.cancelling()).isEqualTo(2);
        assertThat(task.uncancel()).isEqualTo(1);
        assertThat(task.uncancel()).isZero();
        await(thrown(CancellationException.class, task));
        return done();
    }

    @Async
    private Coroutine<Void> deadlinesAround(double inner, double outer) {
        try {
            await(withTimeout(seconds(outer), withTimeout(seconds(inner), sleep(10))));
        } catch (AsyncTimeoutException e) {
            log.add("timeout at " + now());
        }
        await(sleep(10));
        log.add("slept at " + now());
        return done();
    }

    /** test_uncancel_structured_blocks. */
    @Async
    public Coroutine<Void> uncancelStructuredBlocks() {
        var late = spawn(deadlinesAround(1, 20));
        var cancelled = spawn(deadlinesAround(5, 20));
        await(sleep(2));
        cancelled.cancel();
        await(waitAll(List.of(late, cancelled)));
        assertThat(log).containsExactly("timeout at 1.0", "slept at 11.0");
        assertThat(cancelled.isCancelled()).isTrue();
        return done();
    }

    @Async
    private static Coroutine<Integer> takesItBack(Promise<Integer> promise) {
        Task.current().cancel();
        assertThat(Task.current().uncancel()).isZero();
        return done(await(promise));
    }

    /** test_uncancel_resets_must_cancel. */
    @Async
    public Coroutine<Void> uncancelResetsMustCancel() {
        var promise = new Promise<Integer>();
        var task = spawn(takesItBack(promise));
        await(yieldNow());
        promise.complete(42);
        assertThat(await(task)).isEqualTo(42);
        return done();
    }

    @Async
    private Coroutine<Void> cleansUp(boolean fails) {
        try {
            await(sleep(10));
        } finally {
            if (now() < 10) {
                await(sleep(1));
                log.add("clean at " + now());
                if (fails) {
                    throw new Crash("clean-up");
                }
            }
        }
        return done();
    }

    @Async
    public Coroutine<Void> finallyMayWaitAndFail() {
        var clean = spawn(cleansUp(false));
        var failing = spawn(cleansUp(true));
        await(yieldNow());
        clean.cancel();
        failing.cancel();
        await(thrown(CancellationException.class, clean));
        await(thrown(Crash.class, failing));
        assertThat(log).containsExactly("clean at 1.0", "clean at 1.0");
        return done();
    }

    @Async
    private Coroutine<Void> throwsInsteadOfItsCancellation(Error error) {
        try {
            await(sleep(10));
        } catch (CancelledError e) {
            throw error;
        }
        return done();
    }

    /** test_baseexception_during_cancel. */
    @Async
    public Coroutine<Void> baseexceptionDuringCancel() {
        var task = spawn(throwsInsteadOfItsCancellation(new AssertionError("instead")));
        await(yieldNow());
        task.cancel();
        await(thrown(AssertionError.class, task));
        assertThat(task.isCancelled()).isFalse();
        return done();
    }

    /** test_step_with_baseexception. */
    @Async
    public Coroutine<Void> stepWithBaseexception() {
        var task = spawn(throwing(new StackOverflowError("deep")));
        await(thrown(StackOverflowError.class, task));
        return done();
    }

    @Async
    private static Coroutine<Void> throwing(Error error) {
        await(yieldNow());
        throw error;
    }

    /** test_task_cancel_waiter_future, test_yield_future_passes_cancel. */
    @Async
    public Coroutine<Void> taskCancelWaiterFuture() {
        var promise = new Promise<Void>();
        var task = spawn(awaits(promise));
        await(yieldNow());
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(promise.isCancelled()).isTrue();
        return done();
    }

    /** test_task_cancel_sleeping_task, test_sleep_cancel: the timer is gone. */
    @Async
    public Coroutine<Void> sleepCancel() {
        var task = spawn(sleep(1000));
        await(sleep(1));
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(now()).isEqualTo(1);
        return done();
    }

    /** test_yield_wait_does_not_shield_cancel: a wait passes nothing on. */
    @Async
    public Coroutine<Void> waitDoesNotPassCancelOn() {
        var inner = spawn(returning(5, "inner"));
        var waiting = spawn(waitsFor(waitAll(List.of(inner))));
        await(sleep(1));
        waiting.cancel();
        await(thrown(CancellationException.class, waiting));
        assertThat(inner.isDone()).isFalse();
        assertThat(await(inner)).isEqualTo("inner");
        return done();
    }

    // Waiting

    /** test_wait. */
    @Async
    public Coroutine<Void> waitForAll() {
        var a = spawn(returning(1, "a"));
        var b = spawn(returning(1.5, "b"));
        var all = await(waitAll(List.of(b, a)));
        assertThat(all.done()).containsExactlyInAnyOrder(a, b);
        assertThat(all.pending()).isEmpty();
        assertThat(now()).isEqualTo(1.5);
        return done();
    }

    @Async
    public Coroutine<Void> waitDuplicateCoroutines() {
        var task = spawn(returning(1, "a"));
        assertThat(await(waitAll(List.of(task, task))).done()).containsExactly(task);
        return done();
    }

    @Async
    public Coroutine<Void> waitErrors() {
        assertThatThrownBy(() -> {
                    var ignored = waitAll(List.<Task<Void>>of());
                })
                .isInstanceOf(IllegalArgumentException.class);
        return done();
    }

    @Async
    public Coroutine<Void> waitFirstCompleted() {
        var a = spawn(returning(10, "a"));
        var b = spawn(returning(0.1, "b"));
        var first = await(waitFirst(List.of(b, a)));
        assertThat(first.done()).containsExactly(b);
        assertThat(first.pending()).containsExactly(a);
        assertThat(now()).isEqualTo(0.1);
        a.cancel();
        return done();
    }

    /** test_wait_really_done: all that has ended counts. */
    @Async
    public Coroutine<Void> waitReallyDone() {
        var a = spawn(returning(1, "a"));
        var b = spawn(returning(1, "b"));
        assertThat(await(waitFirst(List.of(b, a))).done()).containsExactlyInAnyOrder(a, b);
        return done();
    }

    @Async
    public Coroutine<Void> waitFirstException() {
        var slow = spawn(returning(10, "a"));
        var failing = spawn(raising(0, new Crash("b")));
        var first = await(waitFailure(List.of(failing, slow)));
        assertThat(first.done().get(0)).isSameAs(failing);
        assertThat(first.pending().get(0)).isSameAs(slow);
        assertThat(failing.exceptionNow()).hasMessage("b");
        slow.cancel();
        return done();
    }

    @Async
    public Coroutine<Void> waitFirstExceptionInWait() {
        var slow = spawn(returning(10, "a"));
        var failing = spawn(raising(0.01, new Crash("b")));
        var first = await(waitFailure(List.of(failing, slow)));
        assertThat(first.done().get(0)).isSameAs(failing);
        assertThat(now()).isEqualTo(0.01);
        assertThat(failing.exceptionNow()).isInstanceOf(Crash.class);
        slow.cancel();
        return done();
    }

    @Async
    public Coroutine<Void> waitWithException() {
        var a = spawn(returning(1, "a"));
        var failing = spawn(raising(1.5, new Crash("b")));
        var all = await(waitAll(List.of(failing, a)));
        assertThat(all.done()).hasSize(2);
        assertThat(failing.exceptionNow()).hasMessage("b");
        return done();
    }

    /** test_wait_with_timeout. */
    @Async
    public Coroutine<Void> waitWithTimeout() {
        var a = spawn(returning(1, "a"));
        var b = spawn(returning(10, "b"));
        await(thrown(AsyncTimeoutException.class, withTimeout(seconds(2), waitAll(List.of(a, b)))));
        assertThat(a.isDone()).isTrue();
        assertThat(b.isDone()).isFalse();
        b.cancel();
        return done();
    }

    /** test_wait_concurrent_complete. */
    @Async
    public Coroutine<Void> waitConcurrentComplete() {
        var a = spawn(returning(1, "a"));
        var b = spawn(returning(2, "b"));
        var first = await(waitFirst(List.of(a, b)));
        assertThat(first.done()).containsExactly(a);
        assertThat(await(waitFirst(List.of(b))).done()).containsExactly(b);
        return done();
    }

    @Async
    public Coroutine<Void> asCompletedInOrder() {
        for (var task : asCompleted(List.of(returning(3, "c"), returning(1, "a"), returning(2, "b")))) {
            log.add(await(task) + " at " + now());
        }
        assertThat(log).containsExactly("a at 1.0", "b at 2.0", "c at 3.0");
        return done();
    }

    @Async
    private Coroutine<Void> logsAsCompleted() {
        for (var task : asCompleted(List.of(returning(1, "a"), returning(5, "b")))) {
            log.add(await(task));
        }
        return done();
    }

    @Async
    public Coroutine<Void> asCompletedWithTimeout() {
        await(thrown(AsyncTimeoutException.class, withTimeout(seconds(2), logsAsCompleted())));
        assertThat(log).containsExactly("a");
        return done();
    }

    @Async
    public Coroutine<Void> asCompletedReverseWait() {
        var tasks = new ArrayList<Task<String>>();
        for (var task : asCompleted(List.of(returning(1, "a"), returning(2, "b")))) {
            tasks.add(0, task);
        }
        assertThat(await(tasks.get(0)) + await(tasks.get(1))).isEqualTo("ba");
        return done();
    }

    @Async
    public Coroutine<Void> asCompletedConcurrent() {
        for (var task : asCompleted(List.of(returning(1, "a"), returning(1, "b")))) {
            log.add(await(task) + " at " + now());
        }
        assertThat(log).containsExactly("a at 1.0", "b at 1.0");
        return done();
    }

    @Async
    public Coroutine<Void> asCompletedDuplicateCoroutines() {
        var once = returning(1, "ham");
        for (var task : asCompleted(List.of(once, once, returning(2, "spam")))) {
            log.add(await(task));
        }
        assertThat(log).containsExactly("ham", "spam");
        return done();
    }

    @Async
    public Coroutine<Void> asCompletedCoroutineWithoutLoop() {
        for (var task : asCompleted(List.<Coroutine<String>>of())) {
            log.add(await(task));
        }
        assertThat(log).isEmpty();
        return done();
    }

    // Tasks

    @Async
    private Coroutine<Void> spawnsAndTells(int depth) {
        var me = Task.current();
        if (depth > 0) {
            await(spawn(spawnsAndTells(depth - 1)));
        }
        assertThat(Task.current()).isSameAs(me);
        log.add(me.name());
        return done();
    }

    @Async
    public Coroutine<Void> currentTaskWithInterleavingTasks() {
        await(spawn(spawnsAndTells(2)));
        assertThat(log).containsExactly("Task-4", "Task-3", "Task-2");
        EventLoop.current().execute(() -> {
            try {
                log.add(Task.current().name());
            } catch (IllegalStateException e) {
                log.add("none in callbacks");
            }
        });
        await(yieldNow());
        assertThat(log).last().isEqualTo("none in callbacks");
        return done();
    }

    @Async
    public Coroutine<Void> allTasks() {
        var task = spawn(sleep(1));
        assertThat(Task.all()).containsExactly(Task.current(), task);
        await(task);
        assertThat(Task.all()).containsExactly(Task.current());
        return done();
    }

    @Async
    public Coroutine<Void> taskSetNames() {
        var task = spawn(sleep(1));
        assertThat(task.name()).isEqualTo("Task-2");
        assertThat(task.named("new").name()).isEqualTo("new");
        await(task);
        assertThat(task.name()).isEqualTo("new");
        return done();
    }

    /** test_task_set_methods_do_not_fail_or_hang, test_step_in_completed_task: awaiting itself is told. */
    @Async
    private static Coroutine<Void> awaitsItself() {
        await(Task.current());
        return done();
    }

    @Async
    public Coroutine<Void> cancelSelfAwait() {
        await(thrown(IllegalStateException.class, spawn(awaitsItself())));
        return done();
    }

    @Async
    public Coroutine<Void> exceptionWasRetrievedByAwait() {
        var task = spawn(raising(0, new Crash("x")));
        var first = await(thrown(Crash.class, task));
        var second = await(thrown(Crash.class, task));
        assertThat(first).isSameAs(second).isSameAs(task.exceptionNow());
        return done();
    }

    @Async
    public Coroutine<Void> exceptionNowOfATaskWithoutOne() {
        var task = spawn(returning(1, "x"));
        assertThatThrownBy(task::exceptionNow).isInstanceOf(IllegalStateException.class);
        await(task);
        assertThatThrownBy(task::exceptionNow).isInstanceOf(IllegalStateException.class);
        assertThat(task.resultNow()).isEqualTo("x");
        return done();
    }

    @Async
    public Coroutine<Void> callbacksRunInALaterPassInOrder() {
        var task = spawn(returning(1, "x"));
        task.onDone(it -> log.add("first " + it.resultNow()));
        task.onDone(it -> log.add("second"));
        await(task);
        log.add("awaiter");
        task.onDone(it -> log.add("late"));
        log.add("at once not");
        await(yieldNow());
        assertThat(log).containsExactly("first x", "second", "awaiter", "at once not", "late");
        return done();
    }

    @Async
    public Coroutine<Void> tasksRunInTheOrderOfSpawning() {
        for (var i = 0; i < 5; i++) {
            spawn(yieldsTwice(i));
        }
        await(sleep(1));
        assertThat(log).containsExactly("0", "1", "2", "3", "4", "0", "1", "2", "3", "4", "0", "1", "2", "3", "4");
        return done();
    }

    @Async
    private Coroutine<Void> yieldsTwice(int number) {
        for (var i = 0; i < 3; i++) {
            log.add("" + number);
            await(yieldNow());
        }
        return done();
    }

    // run_coroutine_threadsafe

    @Async
    public Coroutine<Void> runCoroutineThreadsafe() throws Exception {
        var loop = EventLoop.current();
        var result = new CompletableFuture<Object>();
        var thread = new Thread(() -> {
            try {
                result.complete(loop.spawn(returning(1, 3)).get());
            } catch (InterruptedException | ExecutionException e) {
                result.complete(e);
            }
        });
        thread.start();
        assertThat(await(result)).isEqualTo(3);
        thread.join();
        return done();
    }

    @Async
    public Coroutine<Void> runCoroutineThreadsafeWithException() throws Exception {
        var loop = EventLoop.current();
        var result = new CompletableFuture<Object>();
        var thread = new Thread(() -> {
            try {
                result.complete(loop.spawn(raising(1, new Crash("fail"))).get());
            } catch (InterruptedException | ExecutionException e) {
                result.complete(e.getCause());
            }
        });
        thread.start();
        assertThat(await(result)).isInstanceOf(Crash.class);
        thread.join();
        return done();
    }

    @Async
    public Coroutine<Void> runCoroutineThreadsafeTaskCancelled() throws Exception {
        var loop = EventLoop.current();
        var result = new CompletableFuture<Object>();
        var thread = new Thread(() -> {
            var task = loop.spawn(awaits(new Promise<>()));
            try {
                task.cancel();
                result.complete(task.get());
            } catch (InterruptedException | ExecutionException | CancellationException e) {
                result.complete(e);
            }
        });
        thread.start();
        assertThat(await(result)).isInstanceOf(CancellationException.class);
        thread.join();
        return done();
    }

    // race stands for asyncio.staggered

    @Async
    private static Coroutine<String> after(double delay, Coroutine<String> then) {
        await(sleep(delay));
        return then;
    }

    /** test_staggered_race. */
    @Async
    public Coroutine<Void> staggeredRace() {
        var winner = await(race(
                after(0, raising(0, new Crash("no good"))),
                after(0.25, returning(1, "b")),
                after(0.5, returning(2, "c"))));
        assertThat(winner).isEqualTo("b");
        assertThat(now()).isEqualTo(1.25);
        assertThat(Task.all()).hasSize(1);
        return done();
    }

    @Async
    public Coroutine<Void> staggeredNoneSucceeds() {
        var failure = await(thrown(Crash.class, race(raising(1, new Crash("a")), raising(0, new Crash("b")))));
        assertThat(failure).hasMessage("b");
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(it -> assertThat(it).hasMessage("a"));
        return done();
    }

    @Async
    public Coroutine<Void> staggeredCancelled() {
        var task = spawn(race(cancellable("a"), cancellable("b")));
        await(sleep(1));
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(log).containsExactly("a cancelled", "b cancelled");
        return done();
    }

    /** test_shield_coroutine_silent. */
    @Async
    public Coroutine<Void> shieldCoroutine() {
        assertThat(await(shield(returning(1, 42)))).isEqualTo(42);
        return done();
    }
}
