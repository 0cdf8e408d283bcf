package io.heddle.sync;

import io.heddle.Coroutine;
import io.heddle.Task;
import io.heddle.Turn;
import io.heddle.WaitQueue;
import org.jspecify.annotations.Nullable;

/**
 * A lock for what tasks of one loop do across awaits, as asyncio's {@code Lock}. Between two awaits nobody else runs, so
 * code without an await needs none.
 *
 * <p>A release hands the lock to the task that has waited longest: it is never free while somebody waits for it. Tasks
 * don't own it: any may release it, and who acquires it twice waits for itself.
 */
public final class AsyncLock implements Releasable {
    private final WaitQueue<Turn<?>> line = new WaitQueue<>(this);
    private boolean locked;

    /** A lock that is free. */
    public AsyncLock() {}

    /** Waits until the lock is free, and takes it. */
    public Coroutine<Void> acquire() {
        return new Acquire(this);
    }

    /** As {@link #acquire}; closing what it gives releases the lock. */
    public Coroutine<Guard> hold() {
        return new Hold(this);
    }

    /** Takes the lock where it is free; false where it is not. */
    public boolean tryAcquire() {
        line.check("AsyncLock.tryAcquire()");
        if (locked) {
            return false;
        }
        locked = true;
        line.heldByCurrentTask();
        return true;
    }

    /**
     * Hands the lock to the task that has waited longest, or frees it.
     *
     * @throws IllegalStateException where the lock is free
     */
    @Override
    public void release() {
        line.check("AsyncLock.release()");
        if (!locked) {
            throw new IllegalStateException("AsyncLock.release() of a lock that is free: it was never acquired, or"
                    + " somebody has released it already");
        }
        handOver();
    }

    /** Whether somebody holds the lock. */
    public boolean isLocked() {
        return locked;
    }

    /** A condition of this lock. */
    public AsyncCondition newCondition() {
        return new AsyncCondition(this);
    }

    /** Those who wait for the lock. */
    WaitQueue<Turn<?>> line() {
        return line;
    }

    /** Takes the lock for {@code task} where it is free. */
    boolean take(Task<?> task) {
        if (locked) {
            return false;
        }
        locked = true;
        line.heldBy(task);
        return true;
    }

    /** Hands the lock, which is held, to the first in line, or frees it. */
    void handOver() {
        var next = line.wakeFirst();
        locked = next != null;
        line.heldBy(next == null ? null : next.waiter());
    }

    /** What somebody waits for who waits for the lock. */
    String awaited() {
        return "AsyncLock " + line.holder();
    }

    @Override
    public String toString() {
        return "AsyncLock[" + (locked ? line.holder() : "free")
                + (line.isEmpty() ? "]" : ", waiting: " + line.size() + "]");
    }

    /** Waits for the lock. */
    private abstract static class Entry<T extends @Nullable Object> extends Turn<T> {
        final AsyncLock lock;

        Entry(AsyncLock lock) {
            this.lock = lock;
        }

        @Override
        protected final @Nullable WaitQueue<?> enter(Task<?> task) {
            lock.line.check($describe());
            return lock.take(task) ? null : lock.line;
        }

        @Override
        protected final void passOn() {
            lock.handOver();
        }

        @Override
        protected final String awaited() {
            return lock.awaited();
        }
    }

    private static final class Acquire extends Entry<@Nullable Void> {
        Acquire(AsyncLock lock) {
            super(lock);
        }

        @Override
        protected @Nullable Void proceed(Task<?> task) {
            return null;
        }

        @Override
        protected String $describe() {
            return "AsyncLock.acquire()";
        }
    }

    private static final class Hold extends Entry<Guard> {
        Hold(AsyncLock lock) {
            super(lock);
        }

        @Override
        protected Guard proceed(Task<?> task) {
            return new Guard(lock);
        }

        @Override
        protected String $describe() {
            return "AsyncLock.hold()";
        }
    }
}
