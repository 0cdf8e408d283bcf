package io.heddle;

import io.heddle.rt.Traces;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A loop on a thread of its own: the one that called {@code run} of a {@link Runner}, or one of an {@link EventLoopGroup}.
 * The thread is parked while nothing is ready. Under virtual time the clock jumps instead, and where neither time nor
 * anybody outside could wake a task, the loop says so rather than hang.
 */
final class SingleThreadLoop extends LoopCore implements Parking.Sleeper {
    /** Callbacks that ask for further callbacks are not followed for ever when the loop closes. */
    private static final int LAST_PASSES = 100;

    /** How many passes begin without a look at the door and the like; where there are timers, none. */
    private static final int MOST_UNSEEN_PASSES = 64;

    private final Clock.@Nullable Virtual virtual;
    private final PassOrder order;
    private final BlockingWork blocking;
    /** Those who have the clock moved. */
    final List<ClockWait> clockWaits = new ArrayList<>();

    private final Parking parking = new Parking(this);
    private final Standstill standstill;

    private volatile @Nullable Thread driver;
    private boolean stopping;
    /** What all tasks are cancelled by when the loop closes. */
    private CancelRequest closing = CancelRequest.plain();

    private boolean interrupted;
    /** Whether this run has told that it hangs. */
    private boolean toldHang;

    SingleThreadLoop(LoopOptions options) {
        super(
                options.name(),
                options.virtualTime() ? new Clock.Virtual() : new Clock.Real(),
                options.handler(),
                options.debug());
        this.virtual = clock instanceof Clock.Virtual it ? it : null;
        this.order = options.order().get();
        this.blocking = new BlockingWork(options.blockingExecutor());
        this.standstill = new Standstill(isVirtual() ? Standstill.VIRTUAL_LIMIT : Standstill.REAL_LIMIT);
        for (var listener : options.listeners()) {
            listen(listener.get());
        }
        list();
    }

    /** In the queue: the pass in which it runs is the last. As a listener: the pass behind that in which it hears of an end. */
    private final class Stop implements Listener, Runnable {
        @Override
        public void ended(Source<?> source) {
            ready(this);
        }

        @Override
        public void run() {
            stopAfterThisPass();
        }
    }

    private void stopAfterThisPass() {
        stopping = true;
        allowPasses(0);
    }

    /** Whether the clock moves only where this loop moves it. */
    boolean isVirtual() {
        return virtual != null;
    }

    /**
     * Runs passes until {@code main} is done, and the pass after that, in which those who await it go on.
     *
     * @return whether the thread was interrupted, which cancels {@code main}
     */
    boolean run(Task<?> main) {
        stopping = false;
        toldHang = false;
        standstill.forget();
        interrupted = false;
        driver = Thread.currentThread();
        this.main = main;
        try {
            var outer = enterPass();
            try {
                main.listen(this, new Stop());
                while (!stopping) {
                    passOrIdle(main);
                }
            } finally {
                leavePass(outer);
            }
        } finally {
            driver = null;
            this.main = null;
        }
        return interrupted;
    }

    /** Starts a thread that runs passes until {@link #stop}, and then closes the loop. */
    Thread start(String threadName) {
        var thread = new Thread(this::serve, threadName);
        driver = thread;
        thread.start();
        return thread;
    }

    private void serve() {
        try {
            var outer = enterPass();
            try {
                while (!stopping) {
                    passOrIdle(null);
                }
            } finally {
                leavePass(outer);
            }
        } finally {
            close();
        }
    }

    /**
     * Lets the thread that was {@linkplain #start started} close the loop, once. Any thread.
     *
     * @param request cancels its tasks; the same for loops that are closed together, for their tasks await each other
     */
    void stop(CancelRequest request) {
        tryPost((Runnable) () -> {
            stopAfterThisPass();
            closing = request;
        });
    }

    /**
     * Cancels all tasks and waits for them, closes the async generators that are left, reports what nobody retrieved, and
     * lets nobody in any more.
     */
    void close() {
        driver = Thread.currentThread();
        interrupted = false;
        try {
            var outer = enterPass();
            try {
                for (var passes = 0; passes < LAST_PASSES && !isAtEnd(); passes++) {
                    while (!tasks.isEmpty() || !generators.isEmpty()) {
                        cancelAll();
                        closeGenerators();
                    }
                    runPass(Integer.MAX_VALUE);
                    door.drain(this);
                }
                failures.reportAll();
            } finally {
                giveUpWhatIsLeft();
                leavePass(outer);
            }
        } finally {
            door.close(this);
            driver = null;
            end.reach();
            blocking.close();
            closed();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Where the closing was thrown out of: nobody will run these tasks any more, and whoever waits for one is to hear of it. */
    private void giveUpWhatIsLeft() {
        for (var task : tasks.copy()) {
            task.giveUp(new IllegalStateException(this + " was closed before " + task.name() + " had ended"));
        }
    }

    /** Whether nothing is left to do; if so, the door is closed behind the last who came through it. */
    private boolean isAtEnd() {
        return tasks.isEmpty() && generators.isEmpty() && ready.isEmpty() && door.closeIfEmpty();
    }

    private void cancelAll() {
        var all = tasks.copy();
        for (var task : all) {
            task.cancelBy(closing);
        }
        finish(all);
    }

    private void closeGenerators() {
        finish(generators.closeAll());
    }

    private void finish(List<Task<?>> those) {
        for (var task : those) {
            while (!task.isDone()) {
                passOrIdle(null);
            }
        }
    }

    /**
     * One pass; where nothing is ready, waits for something. An interrupt of the thread cancels {@code main}. It is taken
     * in any case, as the thread could not park with it, and set again by whoever calls.
     */
    private void passOrIdle(@Nullable Task<?> main) {
        if (Thread.interrupted()) {
            interrupted = true;
            if (main != null) {
                main.cancel();
            }
        }
        collect();
        if (ready.isEmpty()) {
            ready.trim();
            tasks.trim();
            rest();
            idle();
        } else {
            standstill.end();
            runPasses();
        }
    }

    private void runPasses() {
        if (order != PassOrder.FIFO) {
            runPass(order.arrange(ready));
            return;
        }
        allowPasses(stopping ? 0 : MOST_UNSEEN_PASSES);
        do {
            runPass(Integer.MAX_VALUE);
        } while (!ready.isEmpty() && needsNoLook());
    }

    private void idle() {
        if (virtual == null) {
            idleInRealTime();
        } else if (blocking.inFlight() > 0) {
            park(Long.MAX_VALUE);
        } else if (!clockWaits.isEmpty()) {
            moveClock(virtual, Collections.min(clockWaits, Comparator.comparingLong(ClockWait::until)));
        } else if (hasTimer()) {
            virtual.advanceTo(timers.earliest());
        } else if (!hangs()) {
            waitForOutside();
        } else {
            throw Traces.toCaller(new IllegalStateException(hangReport()));
        }
    }

    /** In debug mode, who waits for something in vain is told of. */
    private void idleInRealTime() {
        if (!debug || tasks.isEmpty() || !timers.isEmpty() || blocking.inFlight() > 0) {
            park(timers.isEmpty() ? Long.MAX_VALUE : timers.earliest() - clock.nanoTime());
        } else if (!hangs()) {
            waitForOutside();
        } else {
            tellHang();
            park(Long.MAX_VALUE);
        }
    }

    /** Only what comes through the door can wake a task. */
    private void waitForOutside() {
        park(standstill.begin(System.nanoTime()));
        if (door.isEmpty()) {
            standstill.look(System.nanoTime(), this);
        }
    }

    /** Whether nothing in this loop, and nothing that its tasks wait for, can wake one; in the absence of timers. */
    private boolean hangs() {
        return tasks.copy().stream().noneMatch(SingleThreadLoop::mayGoOn);
    }

    private String hangReport() {
        return "no task can go on: each one waits, and nothing is left that could wake one\n"
                + TaskDump.of(this).tree();
    }

    /** In real time somebody may yet come through the door, so that it is only said, once. */
    private void tellHang() {
        if (!toldHang) {
            toldHang = true;
            System.getLogger("io.heddle").log(Level.WARNING, hangReport());
        }
    }

    /** Moves the clock for {@code wait}: to the next timer that is due before its end, or to its end. */
    private void moveClock(Clock.Virtual clock, ClockWait wait) {
        if (hasTimer() && timers.earliest() <= wait.until() && wait.mayJump()) {
            clock.advanceTo(timers.earliest());
            return;
        }
        if (wait.until() < Long.MAX_VALUE) {
            clock.advanceTo(wait.until());
        }
        clockWaits.remove(wait);
        wait.wake();
    }

    /** Whether a timer will ever be due: a sleep of Long.MAX_VALUE is for ever. */
    private boolean hasTimer() {
        return !timers.isEmpty() && timers.earliest() < Long.MAX_VALUE;
    }

    private static boolean mayGoOn(Task<?> task) {
        var wait = task.awaited();
        return wait == null || wait.endsFromOutside();
    }

    private void park(long nanos) {
        var limit = watchesForGarbage() ? Math.min(nanos, LOOK_INTERVAL) : nanos;
        if (limit > 0) {
            parking.park(door, limit);
        }
        tick();
    }

    @Override
    public void sleep(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
    }

    @Override
    public void wake() {
        LockSupport.unpark(driver);
    }

    @Override
    boolean isDriven() {
        return driver != null;
    }

    @Override
    boolean isOrdered() {
        return order != PassOrder.FIFO;
    }

    @Override
    void wakeUp() {
        parking.wakeUp();
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
