package io.heddle;

import io.heddle.rt.CoroutineFrame;
import io.heddle.rt.Ctx;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The machine inside a task: the states that the table above {@link Task} lists, and what moves it from one to the next.
 * The loop calls {@link #step}; what the task waits for calls {@link #wake}; whoever cancels calls {@link #cancelBy}. All
 * but the last belong to the loop's thread.
 *
 * <p>Programs have millions of these asleep, so fields are few and used for more than one purpose over a life.
 */
abstract sealed class TaskCore<T extends @Nullable Object> extends Source<T> permits Task {
    static final byte NEW = 0;
    static final byte RUNNING = 1;
    static final byte WAITING = 2;
    static final byte READY = 3;
    static final byte SUCCEEDED = 4;
    static final byte FAILED = 5;
    static final byte CANCELLED = 6;

    /** Nothing is to be thrown. */
    private static final byte NONE = 0;
    /** It is to be thrown, but has touched nothing so far: who takes the last request back takes it back, too. */
    private static final byte ASKED = 1;
    /** What the task waited for was given up for its sake: whoever takes it back, that await has nothing else to give. */
    private static final byte DUE = 2;

    final LoopCore loop;
    /** The values of the context variables, while the task does not run. */
    Context context;

    /** Where it stands in the loop's {@link TaskList}; written by that alone. */
    int place;

    /** Where the timer queue holds it while it sleeps; written by the timer queue alone. */
    int timerPlace = TimerQueue.NOWHERE;

    private @Nullable Object state;
    private @Nullable Wait wait;
    private @Nullable Object waiters;
    /**
     * Where it was spawned: text from woven code, or an element, both as {@link CallSite} knows them; null for unknown. Once
     * somebody names the task or asks it to stop, it is {@link Particulars} that know it: a field less for all the others.
     */
    private @Nullable Object origin;

    /** When it was suspended, as its loop counts time. */
    private int suspendedAt;

    private byte phase;
    /** How far a cancellation has got that is to be thrown: {@link #NONE}, {@link #ASKED} or {@link #DUE}. */
    private byte mustCancel;

    private boolean passedOn;
    /** Set while a cancellation makes its way from here on, so that it is recognised when it comes round. */
    private boolean passing;

    TaskCore(LoopCore loop, Coroutine<T> coroutine, Context context, @Nullable Object origin) {
        this.loop = loop;
        this.context = context;
        this.state = coroutine;
        this.origin = origin;
    }

    /** One that has ended. */
    TaskCore(LoopCore loop, byte phase, @Nullable Object outcome, @Nullable Object origin) {
        this.loop = loop;
        this.context = Context.EMPTY;
        this.state = outcome;
        this.origin = origin;
        publish(phase);
    }

    abstract Task<T> self();

    /** For any thread: whoever reads that it has ended may then read what it has ended with. */
    final byte phaseNow() {
        var now = phase;
        VarHandle.acquireFence();
        return now;
    }

    /** The other side of {@link #phaseNow}. */
    private void publish(byte phase) {
        VarHandle.releaseFence();
        this.phase = phase;
    }

    @Override
    final @Nullable Object outcome() {
        return state;
    }

    final boolean isNew() {
        return phase == NEW;
    }

    /** Whether anybody would be told of its end. */
    final boolean hasWaiters() {
        return waiters != null;
    }

    /** What it waits for; null where it does not wait. */
    final @Nullable Wait awaited() {
        return phase == WAITING ? wait : null;
    }

    /** What it waits for, or has waited for and not gone on since, to stand behind "waits for". */
    final String latestAwait() {
        return wait == null ? "its turn" : wait.describe();
    }

    /** The captured frames, innermost first; null where it does not wait. */
    final @Nullable CoroutineFrame frames() {
        return phase == WAITING || phase == READY ? (CoroutineFrame) state : null;
    }

    /** For how long it waits, more or less. */
    final Duration waiting() {
        return loop.since(suspendedAt);
    }

    /** Where it was spawned; null where that is not known. For any thread. */
    final @Nullable Object origin() {
        return origin instanceof Particulars known ? known.origin : origin;
    }

    /** The name that somebody has given it; null for none. For any thread. */
    final @Nullable String givenName() {
        return origin instanceof Particulars known ? known.name : null;
    }

    final void giveName(String name) {
        particulars().name = name;
    }

    private @Nullable Cancellation cancellation() {
        return origin instanceof Particulars known ? known.cancellation : null;
    }

    /** They are made once, be it that one thread names the task while another cancels it. */
    private synchronized Particulars particulars() {
        if (origin instanceof Particulars known) {
            return known;
        }
        var particulars = new Particulars(origin);
        origin = particulars;
        return particulars;
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

    private @Nullable String cancelMessage() {
        var cancellation = cancellation();
        return cancellation == null ? null : cancellation.message;
    }

    private @Nullable CancelRequest latestRequest() {
        var cancellation = cancellation();
        return cancellation == null ? null : cancellation.latest;
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
            while (t.yields() && mustCancel == NONE && loop.hasNothingElse()) {
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
        var told = how == SUCCEEDED && mustCancel != NONE
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
        if (mustCancel != NONE) {
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
        passing = false;
        if (ended == null) {
            return t.resume(kept(), null, mustCancel == NONE ? null : takeCancellation(), null);
        }
        wait = null;
        var wasPassedOn = passedOn;
        passedOn = false;
        if (mustCancel != NONE) {
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

    /** The cancellation that was passed on: what was said last to what the task waited for, if that knows. */
    private CancelledError comeBackAs(Ending.Cancelled cancelled) {
        return cancelled.message == null ? takeCancellation() : new CancelledError(cancelled.message);
    }

    private Throwable thrownBy(Wait ended, Ending ending, @Nullable CoroutineFrame frames) {
        var failure = ending.toThrow();
        if (frames != null && ended.failsFromElsewhere()) {
            loop.ctx.arrive(frames, failure, true);
        }
        return failure;
    }

    /** A cancellation that was sent to a task of another loop, and has come too late for it, was not swallowed there. */
    private boolean hasMissedIt(Wait ended) {
        return ended instanceof TaskCore<?> other && other.loop != loop && other.cancellation() == null;
    }

    /** What a pending cancellation throws, to be thrown now. */
    final CancelledError takeCancellation() {
        mustCancel = NONE;
        return new CancelledError(cancelMessage());
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
        phase = WAITING;
        suspendedAt = loop.millis();
        try {
            loop.checkGoesOn();
            asked.register(self());
        } catch (Throwable e) {
            wait = new Refused(e);
            wake();
        }
        if (mustCancel != NONE && wait == asked && phase == WAITING) {
            mustCancel = NONE;
            passOn(new CancelRequest(cancelMessage(), false), asked);
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

    /** What it waited for has ended, or is given up; or it is new: it goes on in the loop's next pass. */
    final void wake() {
        if (phase == WAITING) {
            phase = READY;
        }
        loop.ready(this);
    }

    /** What {@link Waiters} are to be told of the end, the last thing that happens. */
    private @Nullable Object end(byte how, @Nullable Object outcome) {
        state = outcome;
        publish(how);
        loop.tasks.remove(self());
        if (outcome instanceof Ending.Failed failed) {
            loop.failures.watch(self(), failed);
        }
        var those = waiters;
        waiters = null;
        return those;
    }

    @Override
    final boolean cancelBy(CancelRequest request) {
        if (phaseNow() >= SUCCEEDED) {
            return false;
        }
        return loop.inLoop() ? cancelHere(request) : loop.tryPost((Runnable) () -> cancelHere(request));
    }

    /** Goes down the chain of tasks that wait for tasks, in a loop: such chains may be long. */
    private boolean cancelHere(CancelRequest request) {
        if (phase >= SUCCEEDED) {
            return false;
        }
        TaskCore<?> last = null;
        try {
            for (TaskCore<?> task = this; task != null; task = task.passCancellation(request)) {
                last = task.passing ? last : task;
            }
        } finally {
            hasPassed(last);
        }
        return true;
    }

    /** The cancellation has made its way from here to {@code last}, or was thrown out of a wait of foreign code there. */
    private void hasPassed(@Nullable TaskCore<?> last) {
        for (TaskCore<?> task = last == null ? null : this; task != null; ) {
            task.passing = false;
            task = task != last && task.wait instanceof TaskCore<?> awaited ? awaited : null;
        }
    }

    /** One step of {@link #cancelHere}; gives the task that is to be cancelled for this one, if there is one. */
    private @Nullable TaskCore<?> passCancellation(CancelRequest request) {
        if (passing || request.wasSentBy(this)) {
            var waits = awaited();
            if (waits != null && waits.mustEnd()) {
                waits.cameRound(self());
            } else if (waitsForWhatItCancelled()) {
                note(request);
                leaveWait();
            }
            return null;
        }
        var hasComeBefore = request.origin() == latestRequest();
        note(request).requests++;
        if (hasComeBefore) {
            return null; // on another way: it counts, as in asyncio, and is delivered once
        }
        passing = true;
        if (phase != WAITING) {
            askToCancel();
        } else if (wait instanceof TaskCore<?> awaited && awaited.loop == loop && awaited.phase < SUCCEEDED) {
            passedOn = true;
            return awaited;
        } else {
            passOn(request, Cast.known(wait));
        }
        return null;
    }

    /**
     * Has the wait cancelled. A wait that passes nothing on has woken the task for it, unless it had ended before. The mark
     * comes first: what is cancelled may run foreign code, and that may let the host of the loop run a pass.
     */
    private void passOn(CancelRequest request, Wait cancelled) {
        var before = passedOn;
        passedOn |= mustCancel == NONE;
        var from = cancelled.endsFromOutside() ? request.sentBy(this) : request;
        if (!cancelled.cancel(self(), from) && wait == cancelled) {
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

    @Override
    final void listen(LoopCore waitersLoop, Object waiter) {
        if (phaseNow() >= SUCCEEDED) {
            tell(waiter, this);
        } else if (waitersLoop == loop) {
            waiters = Waiters.with(waiters, waiter);
        } else {
            var remote = new Remote(waitersLoop, waiter);
            if (!loop.tryPost((Runnable) () -> listen(loop, remote))) {
                loop.end.thenRun(() -> tell(remote, this));
            }
        }
    }

    @Override
    final void unlisten(Object waiter) {
        if (loop.inLoop()) {
            waiters = Waiters.without(waiters, waiter);
        } else {
            loop.tryPost((Runnable) () -> waiters = Waiters.without(waiters, waiter));
        }
    }

    @Override
    final boolean endsFromOutside() {
        return ThreadState.get().loop != loop;
    }
}
