package io.heddle;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The place of a suspended task in a {@link WaitQueue}, which links it to its neighbours. */
final class Place extends Wait {
    final Turn<?> turn;
    final Task<?> task;

    /** Where it stands, or was woken. */
    WaitQueue<Turn<?>> queue;

    /** Neighbours in the line; written by the queue alone. */
    @Nullable
    Place before;

    @Nullable
    Place behind;

    /** Whether it left the line without having been woken from there. */
    private boolean gaveUp;
    /** The cancellation, the latest of several, that is to be thrown once it has been woken; null for none. */
    private @Nullable CancelRequest cancelled;

    Place(Turn<?> turn, Task<?> task, WaitQueue<Turn<?>> queue) {
        this.turn = turn;
        this.task = task;
        this.queue = queue;
    }

    @Override
    void register(Task<?> waiter) {
        turn.waits();
        queue.add(this);
    }

    /** Its turn has come; the queue has taken it out of the line. */
    void wake() {
        task.wake();
    }

    @Override
    boolean cancel(Task<?> waiter, CancelRequest request, CancelWalk walk) {
        WaitQueue<?> next = turn.giveUp();
        if (next != null) {
            if (next != queue) {
                queue.remove(this);
                queue = Cast.to(next);
                queue.add(this);
            }
            cancelled = request;
            return true;
        }
        queue.remove(this);
        gaveUp = true;
        task.wake();
        return false;
    }

    @Override
    @Nullable
    Object outcome() {
        queue.arrived();
        if (cancelled != null) {
            return new Ending.Cancelled(cancelled.message());
        }
        try {
            return turn.proceed(task);
        } catch (Throwable e) {
            e.setStackTrace(aboveHere(e.getStackTrace()));
            return new Ending.Failed(e);
        }
    }

    /** What is thrown in here is called by the frames that await it, not by the loop that happens to be beneath. */
    private static StackTraceElement[] aboveHere(StackTraceElement[] trace) {
        var end = 0;
        while (end < trace.length && !trace[end].getClassName().equals(Place.class.getName())) {
            end++;
        }
        return Arrays.copyOf(trace, end);
    }

    @Override
    void lost() {
        if (!gaveUp) {
            queue.arrived();
            turn.passOn();
        }
    }

    @Override
    void detach(Task<?> waiter) {
        queue.remove(this);
        gaveUp = true;
    }

    @Override
    String describe() {
        return turn.awaited();
    }

    /** Whoever holds what it waits for must go on first. */
    @Override
    List<Source<?>> sources() {
        var holder = queue.holdingTask();
        return holder == null ? List.of() : List.of(holder);
    }
}
