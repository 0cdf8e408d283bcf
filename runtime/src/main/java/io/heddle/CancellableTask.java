package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * How a cancellation makes its way: down the chain of tasks that wait for tasks, to the one whose wait can be given up, and
 * from there back up, as the outcome of what each of them waits for.
 *
 * <pre>
 *   a  waits for  b  waits for  c  sleeps          a.cancel()
 *
 *   down    a and b: passedOn                      c: its sleep is given up, mustCancel
 *   back    c's sleep throws CancelledError; c ends cancelled, and so b's await throws it, and a's
 * </pre>
 *
 * <p>Who does not wait is marked ({@code mustCancel}), and throws at its next await that suspends. In a cycle of awaits the
 * cancellation comes round, and is recognised ({@code passing}): then that task goes on first.
 */
abstract sealed class CancellableTask<T extends @Nullable Object> extends TaskState<T> permits TaskCore {
    /** Nothing is to be thrown. */
    private static final byte NONE = 0;
    /** It is to be thrown, but has touched nothing so far: who takes the last request back takes it back, too. */
    private static final byte ASKED = 1;
    /** What the task waited for was given up for its sake: whoever takes it back, that await has nothing else to give. */
    private static final byte DUE = 2;

    /** How far a cancellation has got that is to be thrown: {@link #NONE}, {@link #ASKED} or {@link #DUE}. */
    private byte mustCancel;

    /** Whether what it waits for was cancelled for its sake. */
    private boolean passedOn;

    /** Set while a cancellation makes its way from here on, so that it is recognised when it comes round. */
    private boolean passing;

    CancellableTask(LoopCore loop, Coroutine<T> coroutine, Context context, @Nullable Object origin) {
        super(loop, coroutine, context, origin);
    }

    /** One that has ended. */
    CancellableTask(LoopCore loop, byte phase, @Nullable Object outcome, @Nullable Object origin) {
        super(loop, phase, outcome, origin);
    }

    final int requests() {
        var cancellation = cancellation();
        return cancellation == null ? 0 : cancellation.requests;
    }

    final int takeBackRequest() {
        var cancellation = cancellation();
        if (cancellation == null || cancellation.requests == 0) {
            return 0;
        }
        if (--cancellation.requests == 0) {
            takeBackCancellation();
        }
        return cancellation.requests;
    }

    /**
     * Takes one request back, where there are more than {@code before}. With none of those left, a cancellation that has
     * touched nothing yet never will.
     */
    final void takeBackRequest(int before) {
        if (requests() > before) {
            var known = Cast.known(cancellation());
            if (--known.requests <= before) {
                takeBackCancellation();
            }
        }
    }

    private void takeBackCancellation() {
        if (mustCancel == ASKED) {
            mustCancel = NONE;
        }
    }

    /** Whether a cancellation is to be thrown by the next step, or by the next await that suspends. */
    final boolean isCancelPending() {
        return mustCancel != NONE;
    }

    /** A cancellation arrived where it could not be thrown: the next await that suspends throws it, if it is still wanted. */
    final void keepCancelPending() {
        if (requests() > 0) {
            askToCancel();
        }
    }

    private void askToCancel() {
        if (mustCancel == NONE) {
            mustCancel = ASKED;
        }
    }

    final @Nullable String cancelMessage() {
        var cancellation = cancellation();
        return cancellation == null ? null : cancellation.message;
    }

    private @Nullable CancelRequest latestRequest() {
        var cancellation = cancellation();
        return cancellation == null ? null : cancellation.latest;
    }

    /** What a pending cancellation throws, to be thrown now. */
    final CancelledError takeCancellation() {
        mustCancel = NONE;
        return new CancelledError(cancelMessage());
    }

    @Override
    final boolean cancelBy(CancelRequest request) {
        if (phaseNow() >= SUCCEEDED) {
            return false;
        }
        return loop.inLoop() ? cancelHere(request) : loop.tryPost((Runnable) () -> cancelHere(request));
    }

    private boolean cancelHere(CancelRequest request) {
        if (phase >= SUCCEEDED) {
            return false;
        }
        new CancelWalk().from(this, request);
        return true;
    }

    /** A cancellation has come here; whether it makes its way from here on, until {@link #hasPassed}. */
    final boolean receive(CancelRequest request, CancelWalk walk) {
        if (phase >= SUCCEEDED) {
            return false;
        }
        if (passing || request.comesBackTo(this)) {
            cameRound(request);
            return false;
        }
        var hasComeBefore = request.origin() == latestRequest();
        note(request).requests++;
        if (hasComeBefore) {
            return false; // on another way: it counts, as in asyncio, and is delivered once
        }
        if (phase != WAITING) {
            askToCancel();
            return false;
        }
        passing = true;
        passOn(request, Cast.known(wait), walk);
        return true;
    }

    private void cameRound(CancelRequest request) {
        var waits = awaited();
        if (waits != null && waits.mustEnd()) {
            waits.cameRound(self());
        } else if (waitsForWhatItCancelled()) {
            note(request);
            leaveWait();
        }
    }

    /** The cancellation has made its way from here to all that this task waits for. */
    final void hasPassed() {
        passing = false;
    }

    /**
     * Has the wait cancelled. A wait that passes nothing on has woken the task for it, unless it had ended before. The mark
     * comes first: what is cancelled may run foreign code, and that may let the host of the loop run a pass.
     */
    private void passOn(CancelRequest request, Wait cancelled, CancelWalk walk) {
        var before = passedOn;
        passedOn |= mustCancel == NONE;
        boolean isPassedOn;
        try {
            isPassedOn = cancelled.cancel(self(), request.sentBy(this), walk);
        } catch (Throwable e) {
            loop.failures.report("the cancellation of " + cancelled.describe(), e);
            isPassedOn = true; // it can't be given up, and ends when it ends
        }
        if (!isPassedOn && wait == cancelled) {
            passedOn = before;
            mustCancel = phase == READY ? DUE : ASKED;
        }
    }

    /** Counts on who asked first: what is on its way is not changed any more, and who says nothing takes nothing back. */
    private Cancellation note(CancelRequest request) {
        var particulars = particulars();
        var cancellation = particulars.cancellation;
        if (cancellation == null) {
            cancellation = new Cancellation();
            particulars.cancellation = cancellation;
        }
        if ((mustCancel == NONE && !passedOn) || (mustCancel == ASKED && request.message() != null)) {
            cancellation.message = request.message();
        }
        cancellation.latest = request.origin();
        return cancellation;
    }

    /** Whether it waits to see what comes of a cancellation that it has passed on. */
    final boolean waitsForWhatItCancelled() {
        return phase == WAITING && passedOn;
    }

    /** The cancellation has come round in a cycle of awaits: someone must go on first, and it is this one. */
    final void leaveWait() {
        Cast.known(wait).detach(self());
        mustCancel = DUE;
        passedOn = false;
        wake();
    }

    /**
     * It goes on, and nothing makes its way from it any more.
     *
     * @return whether what it waited for was cancelled for its sake
     */
    final boolean endPassing() {
        var was = passedOn;
        passedOn = false;
        passing = false;
        return was;
    }

    /** It waits now for {@code asked}, and the cancellation that is to be thrown goes there. */
    final void passOnPending(Wait asked) {
        mustCancel = NONE;
        var walk = new CancelWalk();
        passing = true;
        passOn(new CancelRequest(cancelMessage(), false), asked, walk);
        walk.begin();
        hasPassed();
    }

    /** The cancellation that was passed on: what was said last to what the task waited for, if that knows. */
    final CancelledError comeBackAs(Ending.Cancelled cancelled) {
        return cancelled.message == null ? takeCancellation() : new CancelledError(cancelled.message);
    }

    /** A cancellation that was sent to a task of another loop, and has come too late for it, was not swallowed there. */
    final boolean hasMissedIt(Wait ended) {
        return ended.source() instanceof CancellableTask<?> other && other.loop != loop && other.cancellation() == null;
    }
}
