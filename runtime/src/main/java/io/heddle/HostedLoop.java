package io.heddle;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A loop on somebody else's: its passes are work that it gives to the host, and between them the host does its own. A
 * pass may start in the middle of a step, where that step lets the host go on (a modal dialog); so whenever something is
 * ready, a pass is in the host's queue.
 *
 * <p>Once the host takes no work any more, nobody could ever run the tasks again: whoever hears of it fails them, on its
 * own thread, so that their {@code finally} blocks run.
 */
final class HostedLoop extends LoopCore {
    /** A pass gives the thread back after so many entries. */
    private static final int LONGEST_PASS = 256;
    /** Tasks that go on awaiting after the host has gone are given up after so many passes. */
    private static final int LAST_PASSES = 1_000;

    private final Executor host;
    private final HostTimer timer;
    /**
     * For what may have become unreachable. Not of the host's, which may wait for its timers when it is shut down. Null for a
     * plain executor: as long as nothing sleeps, its own thread alone gives it work, and it may rely on that.
     */
    private final @Nullable HostTimer look;

    private final BlockingWork blocking = new BlockingWork(null);
    /** Whether a pass is in the host's queue. */
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** Whether a pass is under way, or the tasks are being ended. A host with several threads may begin another pass meanwhile. */
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Whether a pass came while another was under way, and did nothing. */
    private final AtomicBoolean missed = new AtomicBoolean();

    private volatile @Nullable RejectedExecutionException rejection;
    /** The thread of all passes so far; null where there were none, or more than one thread. */
    private volatile @Nullable Thread onlyThread;

    private boolean hasRun;
    /** Whether {@link HostedLoops} keeps this loop alive. */
    private boolean kept;

    HostedLoop(Executor host) {
        super("on " + host, new Clock.Real(), FailureHandler.LOG, LoopOptions.DEFAULT.debug());
        this.host = host;
        list();
        this.look = host instanceof ExecutorService ? HostTimer.ofJdk(this::wakeUp) : null;
        this.timer = host instanceof ScheduledExecutorService it
                ? new HostTimer(HostTimer.Scheduler.of(it), this::wakeUp)
                : HostTimer.ofJdk(this::wakeUp);
    }

    @Override
    void ready(Object entry) {
        super.ready(entry);
        wakeUp();
    }

    @Override
    void wakeUp() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                host.execute(this::pass);
            } catch (RejectedExecutionException e) {
                hostHasGone(e);
            } catch (RuntimeException e) {
                hostHasGone(new RejectedExecutionException(host + " took no work", e));
            } catch (Error e) {
                scheduled.set(false); // no memory or no thread, this time
                throw e;
            }
        } else if (host instanceof ExecutorService service && service.isShutdown()) {
            // shutdownNow() drops the pass that was in the queue, and tells nobody
            hostHasGone(new RejectedExecutionException(host + " was shut down"));
        }
    }

    private void hostHasGone(RejectedExecutionException e) {
        if (rejection == null) {
            rejection = e;
        }
        if (!inLoop() && busy.compareAndSet(false, true)) {
            endAll();
        }
    }

    private void pass() {
        scheduled.set(false);
        var nested = inLoop();
        if (!nested && !busy.compareAndSet(false, true)) {
            missed.set(true); // under way on another thread; or the host has gone
            if (!busy.get()) {
                wakeUp();
            }
            return;
        }
        try {
            runSome();
        } finally {
            if (!nested) {
                afterPass();
            }
        }
    }

    private void runSome() {
        noteThread();
        var outer = enterPass();
        try {
            collect();
            if (ready.size() > 1) {
                wakeUp();
            }
            runPass(LONGEST_PASS);
            if (ready.isEmpty()) {
                ready.trim();
                tasks.trim();
            }
            setTimer();
        } finally {
            leavePass(outer);
        }
    }

    /** The next pass may begin, also where this one was thrown out of. */
    private void afterPass() {
        keepIfAtWork();
        if (rejection != null) {
            endAll();
            return;
        }
        busy.set(false);
        if (rejection != null) {
            if (busy.compareAndSet(false, true)) {
                endAll();
            }
        } else if (missed.getAndSet(false)) {
            wakeUp();
        }
    }

    private void keepIfAtWork() {
        var atWork = !tasks.isEmpty() || !timers.isEmpty() || (look != null && watchesForGarbage());
        if (kept != atWork) {
            kept = atWork;
            HostedLoops.keep(this, atWork);
        }
    }

    /** The alarm that led here is over; the next one must be set. */
    private void setTimer() {
        var now = clock.nanoTime();
        if (look != null && watchesForGarbage()) {
            look.set(now + LOOK_INTERVAL, now);
        }
        if (!timers.isEmpty()) {
            try {
                timer.set(timers.earliest(), now);
            } catch (RejectedExecutionException e) {
                hostHasGone(e);
            }
        }
    }

    private void noteThread() {
        var thread = Thread.currentThread();
        onlyThread = !hasRun || onlyThread == thread ? thread : null;
        hasRun = true;
    }

    /** The host has gone: every await fails with its rejection, until all tasks and async generators have ended. */
    private void endAll() {
        var outer = enterPass();
        try {
            door.close(this);
            for (var passes = 0; passes < LAST_PASSES && !isAtEnd(); passes++) {
                for (var task : tasks.copy()) {
                    task.leave(Cast.known(rejection));
                }
                if (tasks.isEmpty()) {
                    generators.closeAll();
                }
                runPass(Integer.MAX_VALUE);
            }
            for (var task : tasks.copy()) {
                task.giveUp(Cast.known(rejection));
            }
            failures.reportAll();
        } finally {
            leavePass(outer);
        }
        end.reach();
        HostedLoops.keep(this, false);
        closed();
    }

    private boolean isAtEnd() {
        return tasks.isEmpty() && generators.isEmpty() && ready.isEmpty();
    }

    @Override
    void checkGoesOn() {
        var gone = rejection;
        if (gone != null) {
            throw gone;
        }
    }

    @Override
    void checkBegins(Coroutine<?> coroutine) {
        if (!coroutine.beginsAfterAll()) {
            checkGoesOn();
        }
    }

    @Override
    void addTimer(long deadline, Object entry) {
        timer.set(deadline, clock.nanoTime());
        super.addTimer(deadline, entry);
    }

    @Override
    boolean isDriven() {
        return rejection == null;
    }

    @Override
    boolean isDrivenByThisThread() {
        return inLoop() || Thread.currentThread() == onlyThread;
    }

    @Override
    BlockingWork blocking() {
        return blocking;
    }
}
