package io.heddle;

import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that a loop runs, and the unit of cancellation. {@link Coroutines#spawn} makes one. Many may await it, from
 * tasks of any loop; each gets the value, or the failure as it is.
 *
 * <p>A task is always in one of these states, and only the thread of its loop moves it on:
 *
 * <pre>{@code
 *   phase      state holds     wait holds        cancel() does
 *   NEW        the coroutine   nothing           marks it: the body will never run
 *   RUNNING    nothing         nothing           marks it: the next await that suspends throws
 *   WAITING    the frames      what it awaits    passes it on to what it awaits, or wakes it to throw
 *   READY      the frames      what has ended    marks it: the await throws in place of what has come
 *   SUCCEEDED  the value       nothing           nothing (false)
 *   FAILED     the failure     nothing           nothing (false)
 *   CANCELLED  the message     nothing           nothing (false)
 *
 *          step               suspends
 *   NEW ----------> RUNNING ----------> WAITING
 *                    |   ^                 | wake
 *               ends |   |      step       v
 *                    |   +------------- READY       (queued for the next pass)
 *                    v
 *        SUCCEEDED, FAILED, CANCELLED
 * }</pre>
 *
 * <p>A life, pass by pass:
 *
 * <pre>{@code
 *   pass 1   spawn(b) in a's step            b is NEW, at the end of the queue
 *   pass 2   b's step: it awaits a promise   b is RUNNING, then WAITING
 *            the promise is completed        b is READY, at the end of the queue
 *   pass 3   b's step: it returns            b is RUNNING, then SUCCEEDED; a, which awaits it, is READY
 *   pass 4   a's step                        a gets b's value
 * }</pre>
 *
 * <p>Two marks tell how far a cancellation has got. {@code mustCancel}: it is to be thrown at the next step, or by the
 * next await that suspends; {@link #uncancel} can take it back, unless a wait was given up for it. {@code passedOn}: it
 * went on to what the task awaits; if that ends cancelled, the cancellation has come back and is thrown, and if it ends
 * with a value or a failure, it was swallowed there. A task whose body ends while {@code mustCancel} is set is cancelled,
 * unless the body throws something else.
 *
 * <p>Methods are thread-safe where they say so; the others belong to the thread of the task's loop.
 *
 * @param <T> the type of the task's value
 */
public final class Task<T extends @Nullable Object> extends TaskCore<T> implements Awaitable<T>, Future<T> {
    private final int number;

    /**
     * A task that has yet to be started.
     *
     * @param number tells it from the others of the loop; negative for one spawned from outside
     * @param origin where it was spawned; null where that is not known
     */
    Task(LoopCore loop, Coroutine<T> coroutine, Context context, int number, @Nullable Object origin) {
        super(loop, coroutine, context, origin);
        this.number = number;
    }

    /** A task that has ended. */
    private Task(LoopCore loop, byte phase, @Nullable Object outcome, String name, @Nullable Object origin) {
        super(loop, phase, outcome, origin);
        this.number = 0;
        giveName(name);
    }

    /**
     * The task that is running on this thread.
     *
     * @throws IllegalStateException outside of any task
     */
    public static Task<?> current() {
        var loop = ThreadState.get().loop;
        var task = loop == null ? null : loop.currentTask();
        if (task == null) {
            throw new IllegalStateException("Task.current() outside of any task: "
                    + (loop == null ? "no event loop runs on this thread" : "this is a callback of the event loop"));
        }
        return task;
    }

    /**
     * The tasks of the running loop that are not done, oldest first.
     *
     * @throws IllegalStateException where no loop runs on this thread
     */
    public static Set<Task<?>> all() {
        return Collections.unmodifiableSet(
                new LinkedHashSet<>(LoopCore.current("Task.all()").tasks.copy()));
    }

    /**
     * All tasks of this JVM as a tree for people: what each one waits for, where, and for how long; tasks that wait for
     * each other in a circle come first. Thread-safe; {@link TaskDump} has it as a table and as JSON, too.
     */
    public static String dump() {
        return TaskDump.now().tree();
    }

    /** A task that has ended with {@code value}: what an {@link Async} method of type {@code Task} returns. */
    public static <T extends @Nullable Object> Task<T> completed(T value) {
        return new Task<>(NoLoop.INSTANCE, SUCCEEDED, value, "completed", null);
    }

    /** A stand-in for a failed task that is gone. */
    static Task<?> failed(LoopCore loop, String name, @Nullable Object origin, Throwable failure) {
        return new Task<@Nullable Object>(loop, FAILED, new Ending.Failed(failure), name, origin);
    }

    @Override
    Task<T> self() {
        return this;
    }

    @Override
    String describe() {
        return name();
    }

    /** The name: {@code Task-1} and so on in the order of spawning, unless it was {@linkplain #named named}. Thread-safe. */
    public String name() {
        var name = givenName();
        return name == null ? loop.nameOf(this) : name;
    }

    /** Names the task, for logs and dumps. Thread-safe. */
    public Task<T> named(String name) {
        giveName(Objects.requireNonNull(name, "name"));
        return this;
    }

    /** Whether the task has ended: with a value, a failure or a cancellation. Thread-safe. */
    @Override
    public boolean isDone() {
        return phaseNow() >= SUCCEEDED;
    }

    /** Whether the task ended cancelled. Thread-safe. */
    @Override
    public boolean isCancelled() {
        return phaseNow() == CANCELLED;
    }

    /**
     * Asks the task to stop: the await where it waits throws {@link CancelledError}, once what it waits for has been
     * cancelled too and has ended. The task may clean up in {@code finally}, with awaits, or swallow the error and go
     * on. A task that has not begun never does. Thread-safe.
     *
     * @return false where the task was done
     */
    public boolean cancel() {
        return cancelBy(CancelRequest.plain());
    }

    /**
     * As {@link #cancel()}, with a message for the {@link CancelledError}. A cancellation that has reached what the task
     * waits for keeps its message, whatever is said later. Thread-safe.
     */
    public boolean cancel(@Nullable String message) {
        return cancelBy(new CancelRequest(message, false));
    }

    /** As {@link #cancel()}; {@code true} interrupts a thread on which {@link Coroutines#toThread} works for the task. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return cancelBy(new CancelRequest(null, mayInterruptIfRunning));
    }

    /** How often the task was asked to stop, less the calls of {@link #uncancel}; as in asyncio. */
    public int cancelling() {
        loop.checkThread("Task.cancelling()");
        return requests();
    }

    /**
     * Takes one request to stop back: for code that asked for it and has dealt with it. With none left, a cancellation
     * that waits for the task's next await, or its first step, is taken back too; one that has reached what the task
     * waits for is thrown nonetheless, as in asyncio.
     *
     * @return how many are left
     */
    public int uncancel() {
        loop.checkThread("Task.uncancel()");
        return takeBackRequest();
    }

    /**
     * The value, where the task has ended with one. Thread-safe.
     *
     * @throws IllegalStateException where it has not ended, or failed, or was cancelled
     */
    public T resultNow() {
        return valueNow();
    }

    /**
     * The exception that the task failed with, which counts as retrieved. Thread-safe.
     *
     * @throws IllegalStateException where it has not failed
     */
    public Throwable exceptionNow() {
        return failureNow();
    }

    /**
     * Calls {@code action} with this task once it has ended, in a later pass of its loop, in one order with those who
     * await it, and with the context variables of the caller. Thread-safe; where the loop is closed,
     * the task has ended and the action runs at once.
     */
    public void onDone(Consumer<? super Task<T>> action) {
        Objects.requireNonNull(action, "action");
        var onDone = new OnDone<>(this, action);
        var callback = new Callback(loop, onDone);
        if (loop.inLoop()) {
            listen(loop, (Listener) source -> loop.ready(callback));
        } else if (!loop.tryPost((Runnable) () -> listen(loop, (Listener) source -> loop.ready(callback)))) {
            loop.end.thenRun(new OutsideCallback(onDone));
        }
    }

    /** A future that completes as this task does; cancelling it cancels the task. Thread-safe. */
    public CompletableFuture<T> toCompletableFuture() {
        return future(false);
    }

    /** As {@link #toCompletableFuture}; {@code ofCall} as {@link SourceFuture} knows it. */
    CompletableFuture<T> future(boolean ofCall) {
        var future = new SourceFuture<>(this, ofCall);
        if (isDone()) {
            future.take();
        } else {
            onDone(task -> future.take());
        }
        return future;
    }

    /**
     * Blocks the calling thread until the task has ended. Thread-safe.
     *
     * @throws IllegalStateException where that would block the thread that drives the task's own loop
     * @throws java.util.concurrent.CancellationException where the task was cancelled
     */
    @Override
    public T get() throws InterruptedException, ExecutionException {
        Blocking.untilDone(this);
        return Blocking.result(this);
    }

    /** As {@link #get()}, for as long as {@code timeout} at most. */
    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        Blocking.untilDone(this, unit.toNanos(timeout));
        return Blocking.result(this);
    }

    /** Where the task waits: the awaits on its stack, innermost first. Empty where it does not wait. */
    public List<StackTraceElement> awaitTrace() {
        loop.checkThread("Task.awaitTrace()");
        return awaits();
    }

    /** As {@link #awaitTrace}; by whoever knows that the task does not move. */
    List<StackTraceElement> awaits() {
        var trace = new ArrayList<StackTraceElement>();
        for (var frame = frames(); frame != null; frame = frame.caller()) {
            var location = frame.location();
            if (location != null) {
                trace.add(location);
            }
        }
        return trace;
    }

    /** What tells it from the other tasks of its loop. */
    int number() {
        return number;
    }

    /** Where it was spawned, to stand behind its name. */
    String spawnedAt() {
        return origin() == null ? "" : ", spawned at " + origin() + ",";
    }

    /** What it is doing, to stand behind its name. */
    String stateInWords() {
        var wait = awaited();
        if (wait != null) {
            return "waits for " + wait.describe();
        }
        return switch (phaseNow()) {
            case NEW -> "has not begun";
            case RUNNING -> "is running";
            case READY -> "is ready";
            case SUCCEEDED -> "is done";
            case FAILED -> "has failed";
            default -> "was cancelled";
        };
    }

    /** For how long it has lived, more or less. */
    Duration age() {
        return loop.since(loop.birthOf(number));
    }

    /** The line of the await where it waits; null where that is not known. */
    @Nullable
    StackTraceElement awaitedAt() {
        for (var frame = frames(); frame != null; frame = frame.caller()) {
            var location = frame.location();
            if (location != null) {
                return location;
            }
        }
        return null;
    }

    /** For generated code. */
    @Override
    public @Nullable Object $await(Ctx t) {
        if (!isDone()) {
            var waiter = LoopCore.taskOf(t);
            if (waiter == this) {
                throw new IllegalStateException(name() + " awaits itself, and would wait for ever");
            }
            return LoopCore.suspend(t, waiter, this);
        }
        var outcome = outcome();
        if (outcome instanceof Ending ending) {
            throw Sneaky.rethrow(ending.toThrow());
        }
        return outcome;
    }

    @Override
    public String toString() {
        return name() + " (" + stateInWords() + (origin() == null ? ")" : ", spawned at " + origin() + ")");
    }
}
