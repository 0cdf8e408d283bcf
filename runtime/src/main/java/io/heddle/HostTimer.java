package io.heddle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a loop that has no thread of its own to sleep on, at its earliest deadline: one timer of somebody else's, moved
 * when an earlier deadline comes. Belongs to the loop's passes; an alarm may come in vain.
 */
final class HostTimer {
    /** How late the timer of an executor may be before it is asked whether it was shut down. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Scheduler scheduler;
    private final Runnable alarm;
    private @Nullable TimerHandle pending;
    private long deadline = Long.MAX_VALUE;
    /** Whether an alarm has been given since the last one was set, be it before its time. */
    private volatile boolean rang;

    HostTimer(Scheduler scheduler, Runnable alarm) {
        this.scheduler = scheduler;
        this.alarm = () -> {
            rang = true;
            alarm.run();
        };
    }

    /** One that the JDK's timer wakes, whose thread must not be held: the alarm is given by another. */
    static HostTimer ofJdk(Runnable alarm) {
        return new HostTimer(Scheduler.JDK, () -> ForkJoinPool.commonPool().execute(alarm));
    }

    /** What can call back later. */
    @FunctionalInterface
    interface Scheduler {
        /** The JDK's own timer; calls on a thread that must not be held. */
        Scheduler JDK = (nanos, alarm) -> {
            var isOver = new AtomicBoolean();
            var elapsed = new CompletableFuture<@Nullable Void>();
            elapsed.thenRun(() -> {
                if (isOver.compareAndSet(false, true)) {
                    alarm.run();
                }
            });
            elapsed.completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
            return () -> {
                var isCancelled = isOver.compareAndSet(false, true);
                elapsed.complete(null); // older JDKs let go of a timer for a value alone, not for a cancellation
                return isCancelled;
            };
        };

        TimerHandle after(long nanos, Runnable alarm);

        /**
         * The timers of an executor. One that is shut down may drop or cancel them, and tell nobody; so the JDK's timer
         * looks after that, and gives the alarm in its place.
         */
        static Scheduler of(ScheduledExecutorService executor) {
            return (nanos, alarm) -> {
                var timer = executor.schedule(alarm, nanos, TimeUnit.NANOSECONDS);
                var check = JDK.after(Math.max(nanos, nanos + GRACE), () -> {
                    if (executor.isShutdown() && (timer.isCancelled() || !timer.isDone())) {
                        ForkJoinPool.commonPool().execute(alarm);
                    }
                });
                return () -> {
                    check.cancel();
                    return timer.cancel(false);
                };
            };
        }
    }

    /** No alarm is wanted. */
    void clear() {
        var unwanted = pending;
        pending = null;
        deadline = Long.MAX_VALUE;
        if (unwanted != null) {
            unwanted.cancel();
        }
    }

    /**
     * Sees to an alarm at {@code earliest}.
     *
     * @throws java.util.concurrent.RejectedExecutionException where the scheduler takes nothing any more
     */
    void set(long earliest, long now) {
        if (rang || earliest < deadline || deadline <= now) {
            rang = false;
            var replaced = pending;
            pending = scheduler.after(Math.max(0, earliest - now), alarm);
            deadline = earliest;
            if (replaced != null) {
                replaced.cancel();
            }
        }
    }
}
