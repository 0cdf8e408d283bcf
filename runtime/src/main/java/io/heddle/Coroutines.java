package io.heddle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The words of async code, to be imported statically.
 *
 * <pre>{@code
 * import static io.heddle.Coroutines.*;
 *
 * @Async static Coroutine<Void> sayAfter(Duration delay, String message) {
 *     await(sleep(delay));
 *     System.out.println(message);
 *     return done();
 * }
 * }</pre>
 *
 * <p>What returns a {@link Coroutine} here does nothing until that is awaited or spawned, and where that needs a running
 * loop and none is there, the await throws an {@code IllegalStateException}.
 */
public final class Coroutines {
    private Coroutines() {}

    /**
     * Waits for {@code awaitable}, without blocking the thread: a coroutine runs inside the current task, a task or a
     * promise is waited for. Where the value is there already, the task goes on at once.
     *
     * <p>Inside {@link Async} methods and async lambdas only; the build replaces the call.
     *
     * @return the value
     * @throws CancelledError where the current task is cancelled while it waits here
     * @throws java.util.concurrent.CancellationException where somebody else cancelled the task or promise
     * @throws IllegalStateException in code that has not been woven
     */
    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // the build replaces the calls
    public static <T extends @Nullable Object> T await(Awaitable<? extends T> awaitable) {
        throw Unwoven.await();
    }

    /**
     * Waits for a future of the JDK or of another library. A cancellation of the current task cancels it, where it is a
     * {@code CompletableFuture}.
     *
     * @return the value; a failure is thrown as it is, without the {@code CompletionException} around it
     * @throws CancelledError where the current task is cancelled while it waits here
     * @throws IllegalStateException in code that has not been woven
     */
    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // the build replaces the calls
    public static <T extends @Nullable Object> T await(CompletionStage<? extends T> stage) {
        throw Unwoven.await();
    }

    /** {@code value} as a coroutine, which may be awaited any number of times: what an {@link Async} method returns. */
    public static <T extends @Nullable Object> Coroutine<T> done(T value) {
        return new Done<>(value);
    }

    /** What an {@link Async} method without a result returns. */
    @SuppressWarnings("NullAway") // null is the value of Void
    public static Coroutine<Void> done() {
        return Cast.to(Done.VOID);
    }

    /**
     * Runs {@code main} on a new event loop, until it is done; then cancels what is left, waits for it, and closes the
     * loop: asyncio's {@code run}. See {@link Runner#run(Coroutine)}, which this is in short.
     *
     * @return the value of {@code main}
     * @throws IllegalStateException inside a running loop; what {@code main} throws is thrown as it is
     * @throws java.util.concurrent.CancellationException where {@code main} was cancelled
     */
    public static <T extends @Nullable Object> T run(Coroutine<T> main) {
        Runner.checkOutside();
        try (var runner = new Runner()) {
            return runner.run(main);
        }
    }

    /** As {@link #run(Coroutine)}, with the coroutine that {@code main} makes. */
    public static <T extends @Nullable Object> T run(AsyncCallable<T> main) {
        return run(async(main));
    }

    /** A cold coroutine that calls {@code body} when it is awaited. */
    public static <T extends @Nullable Object> Coroutine<T> async(AsyncCallable<T> body) {
        return new FromCallable<>(Objects.requireNonNull(body, "body"));
    }

    /** A stage where an awaitable is asked for, such as in {@link #gather(Awaitable[]) gather}. */
    public static <T extends @Nullable Object> Coroutine<T> fromStage(CompletionStage<? extends T> stage) {
        return new FromStage<>(Objects.requireNonNull(
                stage,
                "null is awaited in place of a future; where it is what an @Async method returned, write"
                        + " `return completedFuture(value);`"));
    }

    /**
     * Makes a task of {@code coroutine}; it begins in the next pass of the running loop.
     *
     * @throws IllegalStateException where no loop runs, or the coroutine was awaited or spawned before
     */
    public static <T extends @Nullable Object> Task<T> spawn(Coroutine<T> coroutine) {
        return LoopCore.current("spawn(..)").spawn(coroutine);
    }

    /** As {@link #spawn(Coroutine)}, with the coroutine that {@code body} makes; the task calls it. */
    public static <T extends @Nullable Object> Task<T> spawn(AsyncCallable<T> body) {
        return spawn(async(body));
    }

    /**
     * Makes a task of {@code coroutine} and runs it at once, up to its first suspension; asyncio's
     * {@code eager_task_factory}. The current task goes on after that.
     *
     * @throws IllegalStateException where no loop runs, or the coroutine was awaited or spawned before
     */
    public static <T extends @Nullable Object> Task<T> spawnEager(Coroutine<T> coroutine) {
        var loop = LoopCore.current("spawnEager(..)");
        return loop.spawnEager(coroutine, loop.origin());
    }

    /** Waits for {@code duration}; zero or less is {@link #yieldNow()}. */
    public static Coroutine<Void> sleep(Duration duration) {
        return sleepNanos(Durations.nanos(duration));
    }

    /** Waits for {@code amount} of {@code unit}; zero or less is {@link #yieldNow()}. */
    public static Coroutine<Void> sleep(long amount, TimeUnit unit) {
        return sleepNanos(unit.toNanos(amount));
    }

    private static Coroutine<Void> sleepNanos(long nanos) {
        return Cast.to(nanos <= 0 ? YieldNow.INSTANCE : new Sleep(nanos));
    }

    /** Lets everything else that is ready run first: asyncio's {@code sleep(0)}. */
    public static Coroutine<Void> yieldNow() {
        return Cast.to(YieldNow.INSTANCE);
    }

    /**
     * Waits for all; the values come in the order of the arguments. Coroutines become tasks, so they run concurrently;
     * the same awaitable given twice runs once. As asyncio's {@code gather}:
     *
     * <ul>
     *   <li>The first failure is thrown at once. The others run on, and what they fail with later is not reported.
     *   <li>A cancellation cancels all of them, waits until all have ended, and is then thrown, with their failures as
     *       suppressed exceptions.
     *   <li>Of nothing: an empty list.
     * </ul>
     *
     * @return the values, in an unmodifiable list
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> Coroutine<List<T>> gather(Awaitable<? extends T>... awaitables) {
        return new Combined<>("gather", awaitables, Gather::new);
    }

    /** As {@link #gather(Awaitable[])}. */
    public static <T extends @Nullable Object> Coroutine<List<T>> gather(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return new Combined<>("gather", awaitables.toArray(), Gather::new);
    }

    /**
     * Applies {@code each} to every item, at once, and gathers the coroutines: {@code gather(urls, this::fetch)}.
     *
     * @throws X what {@code each} declares; in truth the await throws it
     */
    public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
            Coroutine<List<T>> gather(Collection<? extends A> items, AsyncFunction<? super A, T, X> each) throws X {
        var coroutines = new ArrayList<Coroutine<T>>(items.size());
        for (A item : items) {
            coroutines.add(each.apply(item));
        }
        return gather(coroutines);
    }

    /**
     * Waits for all, whatever they end with: {@code gather(.., return_exceptions=True)}. The outcomes come in the order of
     * the arguments.
     */
    public static <T extends @Nullable Object> Coroutine<List<Outcome<T>>> gatherOutcomes(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return new Combined<>("gatherOutcomes", awaitables.toArray(), GatherOutcomes::new);
    }

    /**
     * The first value. The others are cancelled and waited for. Where all fail, the first failure is thrown, with the
     * others as suppressed exceptions.
     *
     * @throws IllegalArgumentException where there are none
     */
    public static <T extends @Nullable Object> Coroutine<T> race(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return raceOf(awaitables.toArray());
    }

    private static <T extends @Nullable Object> Coroutine<T> raceOf(Object[] awaitables) {
        if (awaitables.length == 0) {
            throw new IllegalArgumentException("race(..) of nothing");
        }
        return new Combined<>("race", awaitables, Race::new);
    }

    /** As {@link #race(Collection)}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> Coroutine<T> race(Awaitable<? extends T>... awaitables) {
        return raceOf(awaitables);
    }

    /**
     * Waits for {@code awaitable}, for as long as {@code limit} at most. A coroutine runs inside the current task. At the
     * deadline it is cancelled and waited for: if that ends cancelled, the await throws {@link AsyncTimeoutException}; a
     * value or a failure that still comes of it is the result. A cancellation from elsewhere stays a cancellation.
     *
     * <p>With a limit of zero or less, what is done gives its result, and what is not is cancelled without being begun.
     */
    public static <T extends @Nullable Object> Coroutine<T> withTimeout(
            Duration limit, Awaitable<? extends T> awaitable) {
        Objects.requireNonNull(limit, "limit");
        return new Timeout<>(limit, Objects.requireNonNull(awaitable, "awaitable"));
    }

    /** As {@link #withTimeout(Duration, Awaitable)}; at the deadline a {@code CompletableFuture} is cancelled. */
    public static <T extends @Nullable Object> Coroutine<T> withTimeout(
            Duration limit, CompletionStage<? extends T> stage) {
        return withTimeout(limit, Coroutines.<T>fromStage(stage));
    }

    /** As {@link #withTimeout(Duration, Awaitable)}, with the coroutine that {@code body} makes. */
    public static <T extends @Nullable Object> Coroutine<T> withTimeout(Duration limit, AsyncCallable<T> body) {
        return withTimeout(limit, async(body));
    }

    /**
     * Waits for {@code awaitable}, and keeps a cancellation of the current task from it: the await throws
     * {@link CancelledError} at once, and the awaitable runs on. A coroutine becomes a task. As asyncio's {@code shield}.
     */
    public static <T extends @Nullable Object> Coroutine<T> shield(Awaitable<? extends T> awaitable) {
        return new Combined<>("shield", new Object[] {awaitable}, Shield::new);
    }

    /**
     * Waits until one of the tasks has ended: asyncio's {@code wait}, FIRST_COMPLETED. It cancels nothing, throws nothing
     * of what the tasks throw, and a cancellation does not reach them.
     *
     * @throws IllegalArgumentException where there are none
     */
    public static <T extends @Nullable Object> Coroutine<Completed<T>> waitFirst(
            Collection<? extends Task<? extends T>> tasks) {
        return WaitFor.coroutine("waitFirst", tasks, WaitFor.Until.FIRST);
    }

    /** As {@link #waitFirst}, until one has failed or all have ended: FIRST_EXCEPTION. */
    public static <T extends @Nullable Object> Coroutine<Completed<T>> waitFailure(
            Collection<? extends Task<? extends T>> tasks) {
        return WaitFor.coroutine("waitFailure", tasks, WaitFor.Until.FAILURE);
    }

    /** As {@link #waitFirst}, until all have ended: ALL_COMPLETED. */
    public static <T extends @Nullable Object> Coroutine<Completed<T>> waitAll(
            Collection<? extends Task<? extends T>> tasks) {
        return WaitFor.coroutine("waitAll", tasks, WaitFor.Until.ALL);
    }

    /**
     * The awaitables as tasks, in the order in which they end, whatever they end with: asyncio's {@code as_completed}.
     * Tasks are given as they are, the others become tasks when the first element is asked for; one that is given twice
     * comes once. Leaving early, or being cancelled, cancels none of them.
     *
     * <pre>{@code
     * for (var page : asCompleted(fetches)) {
     *     show(await(page));
     * }
     * }</pre>
     *
     * <p>The coroutines among them run once: a second loop over them is an {@code IllegalStateException}.
     */
    public static <T extends @Nullable Object> AsyncIterable<Task<T>> asCompleted(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        var all = Children.of(awaitables.toArray());
        return () -> new AsCompleted<>(all);
    }

    /**
     * Runs blocking code on another thread: a virtual one where the JDK has them, otherwise one of a pool. It sees the
     * {@link ContextVar} values of the task. A cancellation leaves the thread to itself, and its result is dropped;
     * {@link Task#cancel(boolean) cancel(true)} interrupts it.
     *
     * <p>Write a lambda, {@code toThread(() -> future.get())}: javac finds {@code toThread(future::get)} ambiguous, as
     * {@code get} is overloaded.
     */
    public static <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> blocking) {
        return new ToThread<>(Objects.requireNonNull(blocking, "blocking"));
    }

    /**
     * As {@link #toThread(Callable)}.
     *
     * @throws X what the work declares, so that a {@code catch} around the await compiles; in truth the await throws it
     */
    public static <T extends @Nullable Object, X extends Exception> Coroutine<T> toThread(
            BlockingCallable<T, X> blocking) throws X {
        return new ToThread<>(Objects.requireNonNull(blocking, "blocking"));
    }

    /** As {@link #toThread(BlockingCallable)}, for work without a result. */
    public static <X extends Exception> Coroutine<Void> toThread(BlockingRunnable<X> blocking) throws X {
        Objects.requireNonNull(blocking, "blocking");
        return Cast.to(new ToThread<@Nullable Void>(() -> {
            blocking.run();
            return null;
        }));
    }

    /**
     * Waits for a callback: the bridge from any API that has them. {@code block} is called at the await, with the rest of
     * the task, and passes it on to whatever will call it. What {@code block} itself throws, the await throws.
     *
     * <pre>{@code
     * int read = await(suspend(rest -> channel.read(buffer, null, handler(rest::resume, rest::fail))));
     * }</pre>
     */
    public static <T extends @Nullable Object> Coroutine<T> suspend(Consumer<Continuation<T>> block) {
        return new Suspend<>(Objects.requireNonNull(block, "block"));
    }

    /**
     * Does nothing, and says that the code around it may throw {@code type}: lets {@code catch (IOException e)} compile
     * around the await of a task that was stored, whose type does not tell what it throws.
     */
    public static <X extends Throwable> void mayThrow(Class<X> type) throws X {}
}
