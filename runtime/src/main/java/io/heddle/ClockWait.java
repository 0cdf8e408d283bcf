package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * Waits until nothing is ready and no timer is due up to some moment; the loop then moves its clock there and wakes the
 * waiter.
 */
final class ClockWait extends Wait {
    /** How often the clock is moved for one wait that has no other end. */
    private static final int MOST_JUMPS = 100_000;

    private final String description;
    private final long until;
    private @Nullable Task<?> waiter;
    private int jumps;

    /** @param until the moment; {@code Long.MAX_VALUE} for when there is no timer any more */
    ClockWait(String description, long until) {
        this.description = description;
        this.until = until;
    }

    long until() {
        return until;
    }

    /** The clock is to be moved to another timer for this wait. */
    boolean mayJump() {
        return until < Long.MAX_VALUE || jumps++ < MOST_JUMPS;
    }

    void wake() {
        Cast.known(waiter).wake();
    }

    @Override
    void register(Task<?> waiter) {
        this.waiter = waiter;
        loopOf(waiter).clockWaits.add(this);
    }

    @Override
    void detach(Task<?> waiter) {
        loopOf(waiter).clockWaits.remove(this);
    }

    @Override
    boolean cancel(Task<?> waiter, CancelRequest request, CancelWalk walk) {
        detach(waiter);
        waiter.wake();
        return false;
    }

    private static SingleThreadLoop loopOf(Task<?> waiter) {
        return (SingleThreadLoop) waiter.loop;
    }

    @Override
    @Nullable
    Object outcome() {
        return jumps <= MOST_JUMPS
                ? null
                : new Ending.Failed(new IllegalStateException("the clock was moved " + MOST_JUMPS
                        + " times, and there is still a timer: a task that sleeps again and again goes on for ever;"
                        + " use advanceBy(..)"));
    }

    @Override
    String describe() {
        return description;
    }
}
