package io.heddle;

import io.heddle.rt.Sneaky;
import io.heddle.rt.Traces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An event loop for several calls of {@code run}, with one set of context variables: asyncio's {@code Runner}.
 *
 * <pre>{@code
 * try (var runner = Runner.virtualTime()) {
 *     assertThat(runner.run(fetchWithRetries("x"))).isEqualTo("x");       // hours of back-off, no time at all
 * }
 * }</pre>
 *
 * <p>Between the calls the loop stands still, tasks that are not done with it. {@link #close} cancels them and waits for
 * them.
 */
public final class Runner implements AutoCloseable {
    private final SingleThreadLoop loop;
    private final ShutdownHook shutdownHook;
    private @Nullable Context context;
    private volatile boolean running;
    private volatile boolean closed;

    private Runner(LoopOptions options) {
        this.loop = new SingleThreadLoop(options);
        this.shutdownHook = new ShutdownHook(options.grace());
    }

    /** A runner with the real clock and no options. */
    public Runner() {
        this(LoopOptions.DEFAULT);
    }

    /** Options first. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A runner for tests: its clock jumps to the next deadline when every task waits, so that no test takes the time that
     * it tells. Work of {@link Coroutines#toThread} that is under way holds the clock. Where all tasks wait for one
     * another and nothing can wake one, {@code run} throws an {@code IllegalStateException} with the tree of who awaits
     * what instead of hanging. Where they wait for something that only other threads can complete, such as a
     * {@link Promise}, it waits for that, and logs the tree after a second.
     */
    public static Runner virtualTime() {
        return builder().virtualTime(true).build();
    }

    /** The loop. It runs while {@code run} does. */
    public EventLoop loop() {
        return loop;
    }

    /**
     * The clock, to be moved by a test.
     *
     * @throws IllegalStateException where the time is not virtual
     */
    public VirtualClock clock() {
        if (!loop.isVirtual()) {
            throw new IllegalStateException(
                    "clock() of a runner with the real clock, which nobody can move: make it with Runner.virtualTime()");
        }
        return new VirtualClock(loop);
    }

    /**
     * Runs {@code main} as a task, and everything else on the loop, until {@code main} is done. An interrupt of the
     * calling thread cancels {@code main}; the interrupt flag is set again when this method returns.
     *
     * @return the value of {@code main}
     * @throws CancellationException where {@code main} was cancelled
     * @throws IllegalStateException inside a running loop, where {@code main} was awaited or spawned before, and after
     *     {@link #close}; what {@code main} itself throws is thrown as it is
     */
    public <T extends @Nullable Object> T run(Coroutine<T> main) {
        Objects.requireNonNull(main, "main");
        checkOutside();
        var thread = ThreadState.get();
        if (closed || running) {
            throw new IllegalStateException("run(..) of a runner that is " + (closed ? "closed" : "running already"));
        }
        var outerContext = thread.context();
        thread.switchTo(context == null ? outerContext : context);
        running = true;
        try {
            main.claim();
            return Cast.to(run(loop.spawnClaimed(main, loop.origin())));
        } finally {
            running = false;
            thread.switchTo(outerContext);
        }
    }

    /** Makes sure that no loop is running here, which could not go on meanwhile. */
    static void checkOutside() {
        var loop = ThreadState.get().loop;
        if (loop != null) {
            throw new IllegalStateException("run(..) inside of " + loop
                    + ", which is running already: await the coroutine there, or spawn(..) it");
        }
    }

    private @Nullable Object run(Task<?> main) {
        var interrupted = false;
        shutdownHook.install(main);
        try {
            interrupted = loop.run(main);
        } finally {
            shutdownHook.remove();
            context = main.context;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        var outcome = main.outcome();
        if (outcome instanceof Ending ending) {
            throw Sneaky.rethrow(Traces.leavingRun(ending.toThrow()));
        }
        return outcome;
    }

    /** As {@link #run(Coroutine)}, with the coroutine that {@code main} makes. */
    public <T extends @Nullable Object> T run(AsyncCallable<T> main) {
        return run(Coroutines.async(main));
    }

    /**
     * Cancels all tasks and waits for them, reports failures that nobody retrieved, waits for blocking work, and closes
     * the loop. Does nothing the second time.
     *
     * @throws IllegalStateException inside a running loop, and while {@code run} is under way on another thread
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (ThreadState.get().loop != null) {
            throw new IllegalStateException("close() of a runner inside of a running event loop");
        }
        if (running) {
            throw new IllegalStateException("close() of a runner that is running on another thread:"
                    + " cancel its main task, and close it where run(..) has returned");
        }
        closed = true;
        try {
            loop.close();
        } finally {
            shutdownHook.close();
        }
    }

    /** The options of a {@link Runner}. */
    public static final class Builder {
        private LoopOptions options = LoopOptions.DEFAULT;

        private Builder() {}

        /** The loop's name, for logs. */
        public Builder name(String name) {
            options = options.withName(name);
            return this;
        }

        /**
         * Looks out for mistakes, at a price, and logs them as warnings: coroutines that were neither awaited nor spawned,
         * steps that hold the loop for more than 100 ms (with the stack, while they do), tasks that all wait for one
         * another, or for ten seconds for something that only other threads can complete. Calls from a wrong thread
         * throw. Every task knows where it was spawned, whoever spawned it. The default is what the system property
         * {@code heddle.debug} says: {@code -Dheddle.debug} means yes.
         */
        public Builder debug(boolean debug) {
            options = options.withDebug(debug);
            return this;
        }

        /**
         * Takes failures that nobody retrieves, and what callbacks throw; called on the loop's thread. The task tells its
         * name; it stands in for the one that failed, which is gone by then. Without a handler they are logged with
         * {@link System.Logger}, as errors.
         */
        public Builder exceptionHandler(BiConsumer<Task<?>, Throwable> handler) {
            options = options.withHandler(handler);
            return this;
        }

        /** Runs the work of {@link Coroutines#toThread}; it is not shut down with the loop. */
        public Builder blockingExecutor(Executor executor) {
            options = options.withBlockingExecutor(executor);
            return this;
        }

        /** Lets a shutdown of the JVM (Ctrl-C, SIGTERM) cancel the main task, and wait so long for the runner to close. */
        public Builder cancelOnShutdown(Duration grace) {
            options = options.withGrace(grace);
            return this;
        }

        /** Whether the clock jumps to the next deadline when every task waits; see {@link Runner#virtualTime()}. */
        public Builder virtualTime(boolean virtualTime) {
            options = options.withVirtualTime(virtualTime);
            return this;
        }

        /** Adds a listener, for metrics and recordings. */
        public Builder listener(LoopListener listener) {
            Objects.requireNonNull(listener, "listener");
            options = options.withListener(() -> listener);
            return this;
        }

        /**
         * Writes tasks, steps and awaits into a file that {@code ui.perfetto.dev} and {@code chrome://tracing} show as a
         * picture. It is created as the runner is made, and complete when that is closed, or the JVM ends.
         */
        public Builder trace(Path file) {
            Objects.requireNonNull(file, "file");
            options = options.withListener(() -> new ChromeTrace(file));
            return this;
        }

        /**
         * Lets ready tasks go on in any order, the same for the same seed: for tests. In place of {@link #taskOrder}.
         */
        public Builder seed(long seed) {
            options = options.withOrder(() -> PassOrder.shuffled(seed));
            return this;
        }

        /** Lets {@code order} choose which of the ready tasks goes on: for tests. In place of {@link #seed}. */
        public Builder taskOrder(TaskOrder order) {
            Objects.requireNonNull(order, "order");
            options = options.withOrder(() -> PassOrder.chosen(order));
            return this;
        }

        /**
         * Makes the runner.
         *
         * @throws java.io.UncheckedIOException where the file of {@link #trace} cannot be created
         */
        public Runner build() {
            return new Runner(options);
        }
    }
}
