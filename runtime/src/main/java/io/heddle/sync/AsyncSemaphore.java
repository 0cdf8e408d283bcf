package io.heddle.sync;

import io.heddle.Coroutine;
import io.heddle.Task;
import io.heddle.Turn;
import io.heddle.WaitQueue;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits, as asyncio's {@code Semaphore}. A permit goes to the task that has waited longest; whoever comes
 * while others wait, or have been given a permit and have not gone on yet, waits behind them.
 */
public final class AsyncSemaphore implements Releasable {
    private final WaitQueue<Turn<?>> line = new WaitQueue<>(this);
    private final int most;
    private int free;

    /**
     * A semaphore with {@code permits} permits, which releases may add to.
     *
     * @throws IllegalArgumentException where {@code permits} is negative
     */
    public AsyncSemaphore(int permits) {
        this(permits, Integer.MAX_VALUE);
    }

    private AsyncSemaphore(int permits, int most) {
        if (permits < 0) {
            throw new IllegalArgumentException("a semaphore can't have " + permits + " permits");
        }
        this.free = permits;
        this.most = most;
    }

    /**
     * A semaphore that never has more than {@code permits} permits, as asyncio's {@code BoundedSemaphore}: one release too
     * many is an {@code IllegalStateException}.
     *
     * @throws IllegalArgumentException where {@code permits} is negative
     */
    public static AsyncSemaphore bounded(int permits) {
        return new AsyncSemaphore(permits, permits);
    }

    /** Waits for a permit, and takes it. */
    public Coroutine<Void> acquire() {
        return new Acquire(this);
    }

    /** As {@link #acquire}; closing what it gives releases the permit. */
    public Coroutine<Guard> hold() {
        return new Hold(this);
    }

    /** Takes a permit where {@link #acquire} would not wait; false where it would. */
    public boolean tryAcquire() {
        line.check("AsyncSemaphore.tryAcquire()");
        return take();
    }

    /**
     * Adds a permit, which goes to the task that has waited longest.
     *
     * @throws IllegalStateException where there are as many permits as there may be
     */
    @Override
    public void release() {
        line.check("AsyncSemaphore.release()");
        if (free == most) {
            throw new IllegalStateException(
                    "AsyncSemaphore.release() of a semaphore that has all of its " + most + " permits");
        }
        free++;
        serve();
    }

    /** Whether {@link #acquire} would wait. */
    public boolean isLocked() {
        return free == 0 || !line.isIdle();
    }

    private boolean take() {
        if (isLocked()) {
            return false;
        }
        free--;
        return true;
    }

    /** Gives free permits to those in line. */
    private void serve() {
        while (free > 0 && line.wakeFirst() != null) {
            free--;
        }
    }

    @Override
    public String toString() {
        return "AsyncSemaphore[free: " + free + (line.isEmpty() ? "]" : ", waiting: " + line.size() + "]");
    }

    /** Waits for a permit. */
    private abstract static class Entry<T extends @Nullable Object> extends Turn<T> {
        final AsyncSemaphore semaphore;

        Entry(AsyncSemaphore semaphore) {
            this.semaphore = semaphore;
        }

        @Override
        protected final @Nullable WaitQueue<?> enter(Task<?> task) {
            semaphore.line.check($describe());
            return semaphore.take() ? null : semaphore.line;
        }

        /** Who came meanwhile had to wait for this one to go on, even where permits were free. */
        final void hasGoneOn() {
            semaphore.serve();
        }

        @Override
        protected final void passOn() {
            semaphore.free++;
            semaphore.serve();
        }

        @Override
        protected final String awaited() {
            return "a permit of AsyncSemaphore";
        }
    }

    private static final class Acquire extends Entry<@Nullable Void> {
        Acquire(AsyncSemaphore semaphore) {
            super(semaphore);
        }

        @Override
        protected @Nullable Void proceed(Task<?> task) {
            hasGoneOn();
            return null;
        }

        @Override
        protected String $describe() {
            return "AsyncSemaphore.acquire()";
        }
    }

    private static final class Hold extends Entry<Guard> {
        Hold(AsyncSemaphore semaphore) {
            super(semaphore);
        }

        @Override
        protected Guard proceed(Task<?> task) {
            hasGoneOn();
            return new Guard(semaphore);
        }

        @Override
        protected String $describe() {
            return "AsyncSemaphore.hold()";
        }
    }
}
