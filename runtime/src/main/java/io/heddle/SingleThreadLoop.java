package io.heddle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The loop that {@link Runner} runs: passes on the thread that called {@code run}, and a parked thread while nothing is
 * ready. Under virtual time the clock jumps instead, and where neither time nor anybody outside could wake a task, the
 * loop says so rather than hang.
 */
final class SingleThreadLoop extends LoopCore {
    /** How often a parked loop looks whether failed tasks have become unreachable, while there are any. */
    private static final long REPORT_INTERVAL = 1_000_000_000L;
    /** Callbacks that ask for further callbacks are not followed for ever when the loop closes. */
    private static final int LAST_PASSES = 100;

    private final Clock.@Nullable Virtual virtual;
    private final @Nullable Random shuffle;
    private final BlockingWork blocking;

    /** Set while the thread sleeps, or is about to; whoever comes through the door then wakes it. */
    private volatile boolean parked;

    private volatile @Nullable Thread driver;
    private boolean stopping;
    private boolean interrupted;

    SingleThreadLoop(LoopOptions options) {
        super(
                options.name(),
                options.virtualTime() ? new Clock.Virtual() : new Clock.Real(),
                options.handler(),
                options.debug());
        this.virtual = clock instanceof Clock.Virtual it ? it : null;
        this.shuffle = options.seed() == null ? null : new Random(options.seed());
        this.blocking = new BlockingWork(options.blockingExecutor());
    }

    /**
     * Runs passes until {@code main} is done, and the pass after that, in which those who await it go on.
     *
     * @return whether the thread was interrupted, which cancels {@code main}
     */
    boolean run(Task<?> main) {
        stopping = false;
        interrupted = false;
        driver = Thread.currentThread();
        ctx.main = main;
        try {
            inPass(() -> {
                main.listen(this, (Listener) source -> ready((Runnable) () -> stopping = true));
                while (!stopping) {
                    turn(main);
                }
                return null;
            });
        } finally {
            driver = null;
            ctx.main = null;
        }
        return interrupted;
    }

    /**
     * Cancels all tasks and waits for them, closes the async generators that are left, reports what nobody retrieved, and
     * lets nobody in any more.
     */
    void close() {
        driver = Thread.currentThread();
        interrupted = false;
        try {
            inPass(() -> {
                while (!tasks.isEmpty() || !generators.isEmpty()) {
                    cancelAll();
                    closeGenerators();
                }
                door.close(this);
                for (var passes = 0; passes < LAST_PASSES && !ready.isEmpty(); passes++) {
                    runPass(Integer.MAX_VALUE);
                }
                failures.reportAll();
                return null;
            });
        } finally {
            door.close(this);
            driver = null;
            blocking.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void cancelAll() {
        var all = tasks.copy();
        all.forEach(Task::cancel);
        finish(all);
    }

    private void closeGenerators() {
        var all = new ArrayList<Task<?>>();
        for (var generator : generators) {
            all.add(spawnClaimed(new GeneratorClose(generator), null).named("the closing of an async generator"));
        }
        generators.clear();
        finish(all);
    }

    private void finish(List<Task<?>> those) {
        for (var task : those) {
            while (!task.isDone()) {
                turn(null);
            }
        }
    }

    /**
     * One pass; where nothing is ready, waits for something. An interrupt of the thread cancels {@code main}. It is taken
     * in any case, as the thread could not park with it, and set again by whoever calls.
     */
    private void turn(@Nullable Task<?> main) {
        if (Thread.interrupted()) {
            interrupted = true;
            if (main != null) {
                main.cancel();
            }
        }
        collect();
        if (ready.isEmpty()) {
            ready.trim();
            rest();
            idle();
        } else {
            if (shuffle != null) {
                ready.shuffleTasks(shuffle);
            }
            runPass(Integer.MAX_VALUE);
        }
    }

    private void idle() {
        if (virtual == null) {
            park(timers.isEmpty() ? Long.MAX_VALUE : timers.earliest() - clock.nanoTime());
        } else if (blocking.inFlight() > 0) {
            park(Long.MAX_VALUE);
        } else if (!timers.isEmpty() && timers.earliest() < Long.MAX_VALUE) {
            virtual.advanceTo(timers.earliest());
        } else if (tasks.copy().stream().anyMatch(SingleThreadLoop::mayGoOn)) {
            park(Long.MAX_VALUE);
        } else {
            throw new IllegalStateException(
                    "no task can go on: each one waits, and nothing is left that could wake one\n"
                            + TaskTree.of(tasks.copy()));
        }
    }

    private static boolean mayGoOn(Task<?> task) {
        var wait = task.awaited();
        return wait == null || wait.endsFromOutside();
    }

    private void park(long nanos) {
        var limit = failures.isEmpty() ? nanos : Math.min(nanos, REPORT_INTERVAL);
        parked = true;
        if (door.isEmpty() && limit > 0) {
            if (limit == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, limit);
            }
        }
        parked = false;
    }

    @Override
    void wakeUp() {
        if (parked) {
            LockSupport.unpark(driver);
        }
    }

    @Override
    boolean isDrivenByThisThread() {
        return Thread.currentThread() == driver;
    }

    @Override
    BlockingWork blocking() {
        return blocking;
    }
}
