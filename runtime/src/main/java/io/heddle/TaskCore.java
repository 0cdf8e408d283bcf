package io.heddle;

import io.heddle.rt.CoroutineFrame;
import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/**
 * The machine inside a task, which moves it from one of the phases that the table above {@link Task} lists to the next.
 * The loop calls {@link #step}; what the task waits for calls {@link #wake}; whoever cancels calls {@link #cancelBy}. All
 * but the last belong to the loop's thread.
 */
abstract sealed class TaskCore<T extends @Nullable Object> extends CancellableTask<T> permits Task {
    TaskCore(LoopCore loop, Coroutine<T> coroutine, Context context, @Nullable Object origin) {
        super(loop, coroutine, context, origin);
    }

    /** One that has ended. */
    TaskCore(LoopCore loop, byte phase, @Nullable Object outcome, @Nullable Object origin) {
        super(loop, phase, outcome, origin);
    }

    /**
     * Runs it from where it is to its next suspension, or to its end.
     *
     * @return the task that waits for its end and goes on at once, as a pass for it alone would have it; null for none
     */
    final @Nullable Task<?> step() {
        var t = loop.ctx;
        Object outcome;
        byte how;
        try {
            outcome = phase == NEW ? begin(t) : goOn(t);
            while (t.yields() && !isCancelPending() && loop.hasNothingElse()) {
                keep(t.takeYielded());
                outcome = t.resume(kept(), null, null, null);
            }
            how = t.suspending ? WAITING : SUCCEEDED;
        } catch (CancelledError e) {
            outcome = Ending.Cancelled.by(e);
            how = CANCELLED;
        } catch (Throwable e) {
            outcome = new Ending.Failed(e);
            how = FAILED;
        }
        if (how == WAITING) {
            suspend(t);
            return null;
        }
        var told = how == SUCCEEDED && isCancelPending()
                ? end(CANCELLED, new Ending.Cancelled(cancelMessage()))
                : end(how, outcome);
        if (told instanceof Task<?> awaiter && loop.hasNothingElse()) {
            return awaiter;
        }
        Waiters.tell(told, this);
        return null;
    }

    private @Nullable Object begin(Ctx t) {
        var coroutine = Cast.known((Coroutine<?>) state);
        state = null;
        phase = RUNNING;
        if (isCancelPending()) {
            throw takeCancellation();
        }
        loop.checkBegins(coroutine);
        coroutine.release();
        return t.start(coroutine);
    }

    /** No variable here holds the frames: the call that ends first must not be kept while the others run. */
    private @Nullable Object goOn(Ctx t) {
        var ended = wait;
        phase = RUNNING;
        var wasPassedOn = endPassing();
        if (ended == null) {
            return t.resume(kept(), null, isCancelPending() ? takeCancellation() : null, null);
        }
        wait = null;
        if (isCancelPending()) {
            ended.lost();
            return t.resume(kept(), null, takeCancellation(), null);
        }
        var outcome = ended.outcome();
        if (wasPassedOn && outcome instanceof Ending.Cancelled cancelled) {
            return t.resume(kept(), null, comeBackAs(cancelled), null);
        }
        if (wasPassedOn && hasMissedIt(ended)) {
            return t.resume(kept(), null, takeCancellation(), null);
        }
        return outcome instanceof Ending ending
                ? t.resume(kept(), null, thrownBy(ended, ending, kept()), null)
                : t.resume(kept(), outcome, null, null);
    }

    private Throwable thrownBy(Wait ended, Ending ending, @Nullable CoroutineFrame frames) {
        var failure = ending.toThrow();
        if (frames != null && ended.failsFromElsewhere()) {
            loop.ctx.arrive(frames, failure, true);
        }
        return failure;
    }

    /** The stack has unwound: registers with what the leaf asked for. */
    private void suspend(Ctx t) {
        keep(t.takeFrames());
        t.takeRequest();
        var asked = wait;
        if (asked == null) {
            queueAgain();
            return;
        }
        waits();
        try {
            loop.checkGoesOn();
            asked.register(self());
        } catch (Throwable e) {
            wait = new Refused(e);
            wake();
        }
        if (isCancelPending() && wait == asked && phase == WAITING) {
            passOnPending(asked);
        }
    }

    private @Nullable CoroutineFrame kept() {
        return (CoroutineFrame) state;
    }

    private void keep(@Nullable CoroutineFrame frames) {
        if (state != frames) {
            state = frames;
        }
    }

    /** The innermost of its frames has ended, while it runs. */
    final void forgetFrames() {
        state = null;
    }

    /** The leaf that runs in its step asks to wait, and the stack begins to unwind. */
    final void ask(Wait wait) {
        this.wait = wait;
    }

    /** What the leaf has asked for is called off. */
    final void callOff() {
        var asked = wait;
        wait = null;
        if (asked != null) {
            asked.calledOff();
        }
    }

    private void queueAgain() {
        phase = READY;
        try {
            loop.checkGoesOn();
        } catch (Throwable e) {
            wait = new Refused(e);
        }
        loop.ready(this);
    }

    /** Takes it from what it waits for, or has waited for; the await fails with {@code reason}. */
    final void leave(Throwable reason) {
        if (phase == WAITING) {
            Cast.known(wait).detach(self());
            wait = new Refused(reason);
            wake();
        } else if (phase == READY) {
            if (wait != null) {
                wait.lost();
            }
            wait = new Refused(reason);
        }
    }

    /** Ends it where it stands, without another step. */
    final void giveUp(Throwable reason) {
        Waiters.tell(end(FAILED, new Ending.Failed(reason)), this);
    }

    /** Its step was thrown out of, in the midst of the kernel's own code: it has failed, unless it had ended, or waits. */
    final void giveUpStep(Throwable reason) {
        if (phase <= RUNNING) {
            giveUp(reason);
        } else if (phase >= SUCCEEDED && place != TaskList.NOWHERE) {
            loop.tasks.remove(self());
        }
    }

    /** What {@link Waiters} are to be told of the end, the last thing that happens. */
    private @Nullable Object end(byte how, @Nullable Object outcome) {
        var told = endWith(how, outcome);
        loop.tasks.remove(self());
        if (outcome instanceof Ending.Failed failed) {
            loop.failures.watch(self(), failed);
        }
        return told;
    }
}
