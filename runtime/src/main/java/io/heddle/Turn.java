package io.heddle;

import io.heddle.rt.CoroutineFrame;
import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import org.jspecify.annotations.Nullable;

/**
 * A call that may have to wait in a {@link WaitQueue} until its turn comes, such as {@code lock.acquire()}. Where there
 * is nothing to wait for, it goes through without a suspension, and the call is all that was allocated.
 *
 * <p>Everything here is called on the loop of the awaiting task.
 *
 * @param <T> the type of the value that the call completes with
 */
public abstract class Turn<T extends @Nullable Object> extends Coroutine<T> {
    private @Nullable Place place;

    /** For subclasses. */
    protected Turn() {}

    /**
     * The call begins: takes what it is about, if that can be had at once.
     *
     * @param task awaits it
     * @return the line to wait in, one of turns like this one; null to go on at once
     */
    protected abstract @Nullable WaitQueue<?> enter(Task<?> task);

    /** It takes its place in line, with the Java stack unwound: for what must not happen unless it really waits. */
    protected void waits() {}

    /**
     * The task goes on: gives the value, or throws what the await is to throw.
     *
     * @param task awaits it
     */
    protected abstract @Nullable T proceed(Task<?> task);

    /**
     * The task is being cancelled while it stands in line. By default it leaves, and the cancellation is thrown.
     *
     * @return the line to stand in, this one or another, until it is woken and the cancellation is thrown; null to leave
     */
    protected @Nullable WaitQueue<?> giveUp() {
        return null;
    }

    /** It was woken, but a cancellation has reached the task before it went on: somebody else is to have its turn. */
    protected void passOn() {}

    /**
     * Whether {@link #enter} is asked again each time that the call was woken, until it gives null: for waits until
     * something holds.
     */
    protected boolean isRepeated() {
        return false;
    }

    /** What it waits for, to stand behind "waits for". */
    protected abstract String awaited();

    /** The task that stands, or stood, in line with this call; null where it went through at once. */
    public final @Nullable Task<?> waiter() {
        return place == null ? null : place.task;
    }

    /** For generated code. */
    @Override
    public final @Nullable Object $await(Ctx t) {
        $begin();
        return enterOrWait(t, null);
    }

    private @Nullable Object enterOrWait(Ctx t, @Nullable Again frame) {
        var task = LoopCore.taskOf(t);
        WaitQueue<?> queue = enter(task);
        if (queue == null) {
            return proceed(task);
        }
        queue.bind(task, $describe());
        place = new Place(this, task, Cast.to(queue));
        LoopCore.suspend(t, task, place);
        if (isRepeated()) {
            t.capture(frame == null ? new Again(this) : frame);
        }
        return null;
    }

    /** Stands above the wait of a repeated turn: asks again whether it may go on. */
    private static final class Again extends CoroutineFrame {
        private final Turn<?> turn;

        Again(Turn<?> turn) {
            this.turn = turn;
        }

        @Override
        public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            if (failure != null) {
                throw Sneaky.rethrow(failure);
            }
            return turn.enterOrWait(t, this);
        }
    }
}
