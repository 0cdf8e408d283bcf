package io.heddle;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a loop that has no thread of its own to sleep on, at its earliest deadline, by timers of somebody else's. Belongs to
 * the loop's passes; an alarm may come in vain.
 *
 * <p>Where an earlier deadline comes, the alarm that is set stays, and is there when that one is over: executors keep
 * cancelled timers until their time, and a loop that sleeps shortly, again and again, under a distant deadline would leave
 * one each time.
 */
final class HostTimer {
    /** How late the timer of an executor may be before it is asked whether it was shut down. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(100);
    /** An executor waits for its timers when it is shut down, but for no longer than this. */
    private static final long LONGEST_HELD = TimeUnit.SECONDS.toNanos(1);

    private final Scheduler scheduler;
    private final Runnable action;
    /** The alarms that are set; each is for an earlier deadline than the one below it. */
    private final ArrayDeque<Alarm> alarms = new ArrayDeque<>(2);

    HostTimer(Scheduler scheduler, Runnable alarm) {
        this.scheduler = scheduler;
        this.action = alarm;
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
         * The timers of an executor, for what is near. One that is shut down may drop or cancel them, and tell nobody; so
         * the JDK's timer looks after that, and gives the alarm in its place.
         */
        static Scheduler of(ScheduledExecutorService executor) {
            return (nanos, alarm) -> {
                if (nanos > LONGEST_HELD) {
                    return JDK.after(nanos, () -> ForkJoinPool.commonPool().execute(alarm));
                }
                var timer = executor.schedule(alarm, nanos, TimeUnit.NANOSECONDS);
                var check = JDK.after(nanos + GRACE, () -> {
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

    /** One alarm that is set. */
    private final class Alarm implements Runnable {
        final long deadline;
        private final TimerHandle timer;
        /** Whether it has been given, be it before its time. */
        private volatile boolean rang;

        Alarm(long deadline, long now) {
            this.deadline = deadline;
            this.timer = scheduler.after(Math.max(0, deadline - now), this);
        }

        @Override
        public void run() {
            rang = true;
            action.run();
        }

        boolean isOver(long now) {
            return rang || deadline <= now;
        }

        void cancel() {
            timer.cancel();
        }
    }

    /** No alarm is wanted. */
    void clear() {
        alarms.forEach(Alarm::cancel);
        alarms.clear();
    }

    /**
     * Sees to an alarm at {@code earliest}.
     *
     * @throws java.util.concurrent.RejectedExecutionException where the scheduler takes nothing any more
     */
    void set(long earliest, long now) {
        while (!alarms.isEmpty() && alarms.getLast().isOver(now)) {
            alarms.removeLast().cancel();
        }
        if (alarms.isEmpty() || earliest < alarms.getLast().deadline) {
            alarms.addLast(new Alarm(earliest, now));
        }
    }
}
