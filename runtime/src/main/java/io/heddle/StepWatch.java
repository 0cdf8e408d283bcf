package io.heddle;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * In debug mode: tells of steps that hold the loop for so long that every other task notices. It does so while the step
 * still runs, with its stack, for a step that never ends could not be told of afterwards. As long as there are steps, an
 * alarm on another thread looks at the one that is running.
 */
final class StepWatch implements LoopListener {
    static final long LIMIT = MILLISECONDS.toNanos(100);

    private final LoopCore loop;
    private final HostTimer.Scheduler scheduler;
    private final LongSupplier clock;
    private final AtomicBoolean hasAlarm = new AtomicBoolean();
    private volatile @Nullable Step running;

    StepWatch(LoopCore loop, HostTimer.Scheduler scheduler, LongSupplier clock) {
        this.loop = loop;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** A step under way, and the one in which it began, where steps are nested. */
    private record Step(Task<?> task, long began, @Nullable Step outer) {}

    @Override
    public void stepBegins(Task<?> task) {
        running = new Step(task, clock.getAsLong(), running);
        setAlarm(LIMIT);
    }

    @Override
    public void stepEnded(Task<?> task) {
        var step = Cast.known(running);
        running = step.outer;
        var nanos = clock.getAsLong() - step.began;
        if (nanos >= LIMIT) {
            log(step.task, "held the loop for " + NANOSECONDS.toMillis(nanos) + " ms");
        }
    }

    private void setAlarm(long nanos) {
        if (hasAlarm.compareAndSet(false, true)) {
            scheduler.after(nanos, this::look);
        }
    }

    private void look() {
        hasAlarm.set(false);
        var step = running;
        if (step != null) {
            var nanos = clock.getAsLong() - step.began;
            if (nanos < LIMIT) {
                setAlarm(LIMIT - nanos);
            } else {
                tellWhere(step, nanos);
            }
        }
    }

    private void tellWhere(Step step, long nanos) {
        var text = new StringBuilder("has held the loop for " + NANOSECONDS.toMillis(nanos)
                + " ms, and no other task can run; what blocks belongs into toThread(..). It is here:");
        var trace = loop.runningTrace();
        if (step == running) {
            trace.forEach(place -> text.append("\n\tat ").append(place));
            log(step.task, text.toString());
        }
    }

    private static void log(Task<?> task, String what) {
        System.getLogger("io.heddle").log(Level.WARNING, task.name() + task.spawnedAt() + " " + what);
    }
}
