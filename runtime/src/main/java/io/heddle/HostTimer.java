package io.heddle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a loop that has no thread of its own to sleep on, at its earliest deadline: one timer of somebody else's, moved
 * when an earlier deadline comes. Belongs to the loop's passes; an alarm may come in vain.
 */
final class HostTimer {
    private final Scheduler scheduler;
    private final Runnable alarm;
    private @Nullable Future<?> pending;
    private long deadline = Long.MAX_VALUE;

    HostTimer(Scheduler scheduler, Runnable alarm) {
        this.scheduler = scheduler;
        this.alarm = alarm;
    }

    /** What can call back later. */
    @FunctionalInterface
    interface Scheduler {
        /** The JDK's own timer; calls on a thread that must not be held. */
        Scheduler JDK = (nanos, alarm) -> {
            var elapsed = new CompletableFuture<@Nullable Void>();
            elapsed.thenRun(alarm);
            return elapsed.completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
        };

        Future<?> after(long nanos, Runnable alarm);

        /** The timer of an executor. */
        static Scheduler of(ScheduledExecutorService executor) {
            return (nanos, alarm) -> executor.schedule(alarm, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Sees to an alarm at {@code earliest}.
     *
     * @throws java.util.concurrent.RejectedExecutionException where the scheduler takes nothing any more
     */
    void set(long earliest, long now) {
        if (earliest < deadline || deadline <= now) {
            var replaced = pending;
            pending = scheduler.after(Math.max(0, earliest - now), alarm);
            deadline = earliest;
            if (replaced != null) {
                replaced.cancel(false);
            }
        }
    }
}
