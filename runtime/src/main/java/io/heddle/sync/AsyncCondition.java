package io.heddle.sync;

import io.heddle.Coroutine;
import io.heddle.Task;
import io.heddle.Turn;
import io.heddle.WaitQueue;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks that hold a lock wait for what another task will do under it, as asyncio's {@code Condition}.
 *
 * <pre>{@code
 * try (var guard = await(condition.hold())) {
 *     await(condition.awaitUntil(() -> !orders.isEmpty()));
 *     cook(orders.remove());
 * }
 * }</pre>
 *
 * <p>Who waits gives the lock up, and has it again when it goes on, also where it goes on because it is cancelled. A
 * signal sends the task that has waited longest to the end of those who wait for the lock; where that task is cancelled
 * there, or before it goes on, the signal goes to the next.
 */
public final class AsyncCondition {
    private final AsyncLock lock;
    private final WaitQueue<AwaitSignal> line;

    /** A condition with a lock of its own. */
    public AsyncCondition() {
        this(new AsyncLock());
    }

    /** A condition of {@code lock}; a lock may have several. */
    public AsyncCondition(AsyncLock lock) {
        this.lock = lock;
        this.line = lock.line().sibling();
    }

    /** Acquires the lock. */
    public Coroutine<Void> acquire() {
        return lock.acquire();
    }

    /** Acquires the lock; closing what it gives releases it. */
    public Coroutine<Guard> hold() {
        return lock.hold();
    }

    /**
     * Releases the lock.
     *
     * @throws IllegalStateException where the lock is free
     */
    public void release() {
        lock.release();
    }

    /** Whether somebody holds the lock. */
    public boolean isLocked() {
        return lock.isLocked();
    }

    /**
     * Gives the lock up, waits for a signal, and has the lock again; the await throws an {@code IllegalStateException}
     * where the lock is free. What was signalled may have changed again by then: {@link #awaitUntil} looks.
     */
    public Coroutine<Void> awaitSignal() {
        return new AwaitSignal(this);
    }

    /**
     * Waits for signals until {@code predicate} holds. It is asked with the lock held: first at once, then after each
     * signal.
     */
    public Coroutine<Void> awaitUntil(BooleanSupplier predicate) {
        return new AwaitUntil(this, Objects.requireNonNull(predicate, "predicate"));
    }

    /**
     * Signals the task that has waited longest, if one waits. It goes on when it has the lock.
     *
     * @throws IllegalStateException where the lock is free
     */
    public void signal() {
        signal(1, "signal()");
    }

    /**
     * Signals {@code count} tasks, or as many as wait.
     *
     * @throws IllegalStateException where the lock is free
     */
    public void signal(int count) {
        signal(count, "signal(" + count + ")");
    }

    /**
     * Signals all tasks that wait.
     *
     * @throws IllegalStateException where the lock is free
     */
    public void signalAll() {
        signal(Integer.MAX_VALUE, "signalAll()");
    }

    private void signal(int count, String call) {
        line.check("AsyncCondition." + call);
        checkLocked(call);
        var left = count;
        while (left > 0 && signalFirst()) {
            left--;
        }
    }

    /** Whether there was one to signal. The lock is held, so it will have to wait for that. */
    private boolean signalFirst() {
        var first = line.moveFirst(lock.line());
        if (first == null) {
            return false;
        }
        first.signalled = true;
        first.wantsLock = true;
        return true;
    }

    private void checkLocked(String call) {
        if (!lock.isLocked()) {
            throw new IllegalStateException("AsyncCondition." + call + " without the lock: acquire() it first");
        }
    }

    @Override
    public String toString() {
        return "AsyncCondition[" + (line.isEmpty() ? "" : "waiting: " + line.size() + ", ") + lock + "]";
    }

    /** In line for a signal, then for the lock. */
    private static class AwaitSignal extends Turn<@Nullable Void> {
        private final AsyncCondition condition;
        /** Whether a signal was given to it that it hasn't gone on with. */
        private boolean signalled;
        /** Whether it waits for the lock alone. */
        private boolean wantsLock;

        AwaitSignal(AsyncCondition condition) {
            this.condition = condition;
        }

        @Override
        protected @Nullable WaitQueue<?> enter(Task<?> task) {
            condition.line.check($describe());
            condition.checkLocked("awaitSignal()");
            return condition.line;
        }

        @Override
        protected final void waits() {
            condition.lock.handOver();
        }

        @Override
        protected final @Nullable Void proceed(Task<?> task) {
            signalled = false;
            wantsLock = false;
            return null;
        }

        /** Needs no signal any more, but still the lock. */
        @Override
        protected final @Nullable WaitQueue<?> giveUp() {
            var task = waiter();
            var atOnce = task != null && condition.lock.take(task);
            passSignalOn();
            wantsLock = true;
            return atOnce ? null : condition.lock.line();
        }

        /** The lock has been handed to it, and it keeps that: the code behind the await will release it. */
        @Override
        protected final void passOn() {
            passSignalOn();
        }

        private void passSignalOn() {
            if (signalled) {
                signalled = false;
                condition.signalFirst();
            }
        }

        @Override
        protected final String awaited() {
            return wantsLock ? condition.lock.awaited() : "a signal of AsyncCondition";
        }

        @Override
        protected String $describe() {
            return "AsyncCondition.awaitSignal()";
        }
    }

    private static final class AwaitUntil extends AwaitSignal {
        private final BooleanSupplier predicate;

        AwaitUntil(AsyncCondition condition, BooleanSupplier predicate) {
            super(condition);
            this.predicate = predicate;
        }

        @Override
        protected @Nullable WaitQueue<?> enter(Task<?> task) {
            return predicate.getAsBoolean() ? null : super.enter(task);
        }

        @Override
        protected boolean isRepeated() {
            return true;
        }

        @Override
        protected String $describe() {
            return "AsyncCondition.awaitUntil(..)";
        }
    }
}
