package io.heddle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A wait of one task that ends once, from whatever thread, perhaps before the task has registered: the ground of
 * {@code suspend} and of awaiting foreign futures.
 *
 * <pre>
 *   OPEN --register--> REGISTERED --end--> the outcome (wakes the task)
 *     |                    +------abandon--> ABANDONED (wakes the task; an end comes too late)
 *     +-----end--> the outcome (the task goes on when it registers, or does not suspend at all)
 * </pre>
 */
abstract class OneShot extends Wait {
    private static final Object REGISTERED = new Object();
    /** What the waiter's cancellation comes back as. */
    private static final Ending ABANDONED = new Ending.Cancelled(null);

    /** Stands for the value null. */
    private static final Object NULL = new Object();

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(OneShot.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Null while open. */
    private volatile @Nullable Object state;

    /** Written before the state says so. */
    private @Nullable Task<?> waiter;

    @Override
    void register(Task<?> waiter) {
        this.waiter = waiter;
        if (!STATE.compareAndSet(this, null, REGISTERED)) {
            waiter.wake();
        }
    }

    /** Ends it with a value or an {@link Ending}; false where it is over. Any thread. */
    final boolean end(@Nullable Object outcome) {
        var over = outcome == null ? NULL : outcome;
        if (STATE.compareAndSet(this, null, over)) {
            return true;
        }
        if (STATE.compareAndSet(this, REGISTERED, over)) {
            var task = Cast.known(waiter);
            task.loop.wake(task, this);
            return true;
        }
        return false;
    }

    /** Gives it up and wakes the waiter, if there is one; false where it has ended before. On the waiter's loop. */
    final boolean abandon() {
        if (STATE.compareAndSet(this, null, ABANDONED)) {
            return true;
        }
        var task = waiter;
        if (task != null && leave()) {
            task.wake();
            return true;
        }
        return false;
    }

    /** Whoever was to end it may hold on to it, but not to the task. */
    private boolean leave() {
        if (STATE.compareAndSet(this, REGISTERED, ABANDONED)) {
            waiter = null;
            return true;
        }
        return false;
    }

    @Override
    final void detach(Task<?> waiter) {
        leave();
    }

    /** Whether it has ended, or was given up. */
    final boolean isOver() {
        var now = state;
        return now != null && now != REGISTERED;
    }

    @Override
    @Nullable
    Object outcome() {
        var now = state;
        return now == NULL ? null : now;
    }

    @Override
    boolean endsFromOutside() {
        return true;
    }

    @Override
    boolean failsFromElsewhere() {
        return true;
    }
}
