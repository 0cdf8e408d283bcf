package io.heddle;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks, one step at a time, on one thread. A pass runs what is ready, in the order in which it became ready; what
 * becomes ready during a pass runs in the next one. With nothing ready the loop sleeps until the next timer, or until
 * another thread has something for it.
 *
 * <p>{@link Coroutines#run} makes a loop and runs it; a {@link Runner} keeps one.
 */
public sealed interface EventLoop extends Executor permits LoopCore {
    /**
     * The loop whose pass the current thread is in.
     *
     * @throws IllegalStateException where no loop runs
     */
    static EventLoop current() {
        return LoopCore.current("EventLoop.current()");
    }

    /** Whether the current thread is in the pass of a loop. */
    static boolean isRunning() {
        return ThreadState.get().loop != null;
    }

    /**
     * A loop on an executor that runs one thing at a time, on a thread with timers, such as the event loop of Netty. The
     * same executor always gives the same loop. Passes of a loop never overlap, even where the executor has several threads.
     */
    static EventLoop on(ScheduledExecutorService singleThread) {
        return HostedLoops.of(Objects.requireNonNull(singleThread, "singleThread"));
    }

    /**
     * A loop on whatever runs one thing at a time, later: {@code SwingUtilities::invokeLater}, {@code Platform::runLater},
     * the tick of a game. The same object always gives the same loop, so keep a method reference in a field. Passes are
     * given to it as work, short ones, so that it can do its own in between; they may nest, as where a step opens a modal
     * dialog. Where it takes no work any more, the awaits of the tasks fail with its
     * {@link java.util.concurrent.RejectedExecutionException}.
     */
    static EventLoop on(Executor serial) {
        return HostedLoops.of(Objects.requireNonNull(serial, "serial"));
    }

    /**
     * Runs {@code callback} in the loop's next pass; one queue with the resumptions of tasks, first come, first served.
     * It sees the {@link ContextVar} values of the caller. What it throws goes to the loop's exception handler.
     * Thread-safe.
     *
     * @throws java.util.concurrent.RejectedExecutionException where the loop is closed
     */
    @Override
    void execute(Runnable callback);

    /**
     * Runs {@code callback} after {@code delay}, as {@link #execute} does; callbacks that are due at the same time run in
     * the order in which they were scheduled. A delay of zero or less means the next pass. Thread-safe.
     *
     * @throws java.util.concurrent.RejectedExecutionException where the loop is closed
     */
    TimerHandle schedule(Duration delay, Runnable callback);

    /** The loop's clock, in nanoseconds since some moment of its own; under virtual time it moves in jumps. */
    long nanoTime();

    /**
     * Makes a task of {@code coroutine}; it begins in the loop's next pass. From other threads this is asyncio's
     * {@code run_coroutine_threadsafe}; {@link Task#toCompletableFuture} and {@link Task#get()} wait for it there.
     * Thread-safe.
     *
     * @throws IllegalStateException where the coroutine was awaited or spawned before
     * @throws java.util.concurrent.RejectedExecutionException where the loop is closed
     */
    <T extends @Nullable Object> Task<T> spawn(Coroutine<T> coroutine);

    /** As {@link #spawn(Coroutine)}, with the coroutine that {@code body} makes; the body is called by the task. */
    <T extends @Nullable Object> Task<T> spawn(AsyncCallable<T> body);
}
