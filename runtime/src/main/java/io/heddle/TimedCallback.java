package io.heddle;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A callback that runs at its time, unless it is cancelled before. Cancelling and running race for {@link #over}, so
 * either may come from any thread; the timer queue is told on the loop.
 */
final class TimedCallback extends Callback implements TimerHandle {
    private final AtomicBoolean over = new AtomicBoolean();
    /** Where the timer queue holds it; written by the timer queue alone. */
    int timerPlace = TimerQueue.NOWHERE;

    TimedCallback(LoopCore loop, Runnable action) {
        super(loop, action);
    }

    @Override
    public void run() {
        if (over.compareAndSet(false, true)) {
            super.run();
        }
    }

    /** Whether it has run or was cancelled. Thread-safe. */
    boolean isOver() {
        return over.get();
    }

    @Override
    public boolean cancel() {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        if (loop.inLoop()) {
            leaveQueue();
        } else {
            loop.tryPost((Runnable) this::leaveQueue);
        }
        return true;
    }

    private void leaveQueue() {
        if (timerPlace != TimerQueue.NOWHERE) {
            loop.timers.removeAt(timerPlace);
        }
    }
}
