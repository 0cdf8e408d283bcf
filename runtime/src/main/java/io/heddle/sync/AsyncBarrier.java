package io.heddle.sync;

import io.heddle.Coroutine;
import io.heddle.Task;
import io.heddle.Turn;
import io.heddle.WaitQueue;
import org.jspecify.annotations.Nullable;

/**
 * Where a number of tasks wait for one another, again and again, as asyncio's {@code Barrier}.
 *
 * <pre>{@code
 *              the last of the parties arrives
 *   FILLING ------------------------------------> DRAINING
 *     |  ^                                           |  |
 *     |  +---- all have gone on ---------------------+  |
 *     |  +---- all have gone on --+                     |
 *     |                           |                     |
 *     +-- reset() --------> RESETTING <---- reset() ----+
 *
 *   any  -- abort() --> BROKEN  -- reset() --> FILLING, or RESETTING while there is somebody to go on
 * }</pre>
 *
 * <p>While it drains or is being reset, those who arrive wait outside; they are let in, in order, once it fills again.
 */
public final class AsyncBarrier {
    private final WaitQueue<Arrive> inside = new WaitQueue<>(this);
    private final WaitQueue<Arrive> outside = inside.sibling();
    private final int parties;
    private State state = State.FILLING;
    /** How many have arrived, or are to go on. */
    private int count;

    private enum State {
        FILLING,
        DRAINING,
        RESETTING,
        BROKEN
    }

    /**
     * A barrier for {@code parties} tasks.
     *
     * @throws IllegalArgumentException where that is less than one
     */
    public AsyncBarrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("a barrier needs at least one party, not " + parties);
        }
        this.parties = parties;
    }

    /**
     * Waits until as many tasks as there are parties have arrived; the last to arrive does not wait. The await throws a
     * {@link BrokenBarrierException} where the barrier is broken, or is reset or aborted meanwhile.
     *
     * @return a coroutine of the task's place among them, from 0 for the first to arrive
     */
    public Coroutine<Integer> arrive() {
        return new Arrive(this);
    }

    /** Fails those who have arrived and not gone on with a {@link BrokenBarrierException}; a broken barrier works again. */
    public void reset() {
        inside.check("AsyncBarrier.reset()");
        state = count > 0 ? State.RESETTING : State.FILLING;
        inside.wakeAll();
    }

    /** Breaks the barrier: whoever waits for it now, or will, fails with a {@link BrokenBarrierException}. */
    public void abort() {
        inside.check("AsyncBarrier.abort()");
        outside.check("AsyncBarrier.abort()");
        state = State.BROKEN;
        inside.wakeAll();
        outside.wakeAll();
    }

    /** How many tasks it takes. */
    public int parties() {
        return parties;
    }

    /** How many tasks have arrived and wait for others. */
    public int waiting() {
        return state == State.FILLING ? count : 0;
    }

    /** Whether the barrier was aborted, and not reset since. */
    public boolean isBroken() {
        return state == State.BROKEN;
    }

    /** Lets everybody go on; {@code last} is the last to arrive, and on its way. */
    private void open(Arrive last) {
        state = State.DRAINING;
        var index = 0;
        for (var next = inside.wakeFirst(); next != null; next = inside.wakeFirst()) {
            next.index = index++;
        }
        last.index = index;
    }

    private boolean isComplete() {
        return count == parties;
    }

    /** One that had arrived goes on, for whatever reason. */
    private void leave() {
        count--;
        if (count == 0 && (state == State.DRAINING || state == State.RESETTING)) {
            state = State.FILLING;
            letIn();
        }
    }

    private void letIn() {
        while (state == State.FILLING && !outside.isEmpty()) {
            count++;
            var next = isComplete() ? outside.wakeFirst() : outside.moveFirst(inside);
            if (next != null) {
                next.arrived = true;
                if (isComplete()) {
                    open(next);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "AsyncBarrier["
                + switch (state) {
                    case FILLING -> count + " of " + parties + " parties wait]";
                    case DRAINING -> "draining]";
                    case RESETTING -> "resetting]";
                    case BROKEN -> "broken]";
                };
    }

    private static final class Arrive extends Turn<Integer> {
        private final AsyncBarrier barrier;
        /** Whether it is counted; those who wait outside are not. */
        private boolean arrived;

        private int index;

        Arrive(AsyncBarrier barrier) {
            this.barrier = barrier;
        }

        @Override
        protected @Nullable WaitQueue<?> enter(Task<?> task) {
            barrier.inside.check($describe());
            if (barrier.state == State.BROKEN) {
                throw broken();
            }
            if (barrier.state != State.FILLING) {
                return barrier.outside;
            }
            if (barrier.count + 1 < barrier.parties) {
                return barrier.inside;
            }
            arrive();
            barrier.open(this);
            return null;
        }

        @Override
        protected void waits() {
            if (barrier.state == State.FILLING) {
                arrive();
            }
        }

        private void arrive() {
            arrived = true;
            barrier.count++;
        }

        @Override
        protected Integer proceed(Task<?> task) {
            var open = arrived && barrier.state == State.DRAINING;
            leave();
            if (!open) {
                throw broken();
            }
            return index;
        }

        @Override
        protected @Nullable WaitQueue<?> giveUp() {
            leave();
            return null;
        }

        @Override
        protected void passOn() {
            leave();
        }

        private void leave() {
            if (arrived) {
                barrier.leave();
            }
        }

        private BrokenBarrierException broken() {
            return new BrokenBarrierException(
                    barrier.state == State.BROKEN ? "the barrier was aborted" : "the barrier was reset");
        }

        @Override
        protected String awaited() {
            return arrived
                    ? "other parties of AsyncBarrier (" + barrier.count + " of " + barrier.parties + " are there)"
                    : "AsyncBarrier to let go of those who are inside";
        }

        @Override
        protected String $describe() {
            return "AsyncBarrier.arrive()";
        }
    }
}
