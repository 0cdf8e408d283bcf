package io.heddle.rt;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The hidden parameter of every woven body: what the running step knows of its suspension, and the trampoline that
 * resumes frames.
 *
 * <p>A leaf operation that must wait notes its {@link Suspension} and sets {@link #suspending}. Every woven body sees
 * the flag as its call comes back, captures its frame, and returns; so the frames arrive innermost first and are linked
 * one above the other:
 *
 * <pre>
 *   leaf asks        suspending = true, request = ...
 *   price captures   top = price's frame
 *   total captures   price's frame.caller = total's frame
 *   the driver       takes the chain (top) and registers the request
 * </pre>
 *
 * <p>A context is an old object, and a reference to another that is written into it is dear: the garbage collector has to
 * be told, which with G1 takes longer than resuming a frame. So a frame that was resumed and waits again is not written
 * down anew, it is {@code resumed} already; a boolean says that it begins the chain. What a leaf waits for is told to the
 * {@link Driver}, which is going to need it, and not noted here on the way.
 *
 * <p>Resuming runs {@code top} alone; its outcome goes to its caller's frame, and so on ({@link #resume}): the cost does
 * not grow with the depth of the stack.
 *
 * <p>A <em>tail call</em> is handed back in the same way: {@link #complete} notes the coroutine and sets the flag, and
 * the nearest awaiter's cold path runs it in a loop ({@link #settle}).
 *
 * <p>One context belongs to one driver and is used by one thread at a time.
 */
public final class Ctx {
    /** A body that catches the error of a failed capture and awaits again in a loop is given up after so many times. */
    private static final int MAX_DELIVERIES = 1_000;

    /**
     * Set while the Java stack unwinds because of a suspension or a tail call. Set by leaf operations and
     * {@link #complete}, cleared only by what runs frames.
     */
    public boolean suspending;

    /** The innermost frame of the captured chain, where that was not resumed before. */
    private @Nullable CoroutineFrame top;

    /** Whether the captured chain begins with {@link #resumed}. */
    private boolean waitsAgain;

    /** The frame that the trampoline began with, while that runs or is captured again. */
    private @Nullable CoroutineFrame resumed;

    private @Nullable Suspension request;

    /** Whether the driver has been told what the leaf waits for, instead of {@link #request}. */
    private boolean driverKnows;

    private @Nullable Suspendable tail;
    /** The frames that await what is running now, where that is not {@link #resumed}; or {@link EndedCalls} beneath them. */
    private @Nullable CoroutineFrame callers;
    /** The segment that was begun last of those on the Java stack above the trampoline. */
    private @Nullable Segment begun;

    private long operand;

    private final @Nullable Driver driver;

    /** What drives a context; the loop, on behalf of the task whose step is running. */
    public interface Driver {
        /** Where the task was spawned, for the end of traces; null where that is not known. */
        @Nullable
        StackTraceElement spawnSite();

        /** Whether the task's caller waits for it on this thread's stack, below the loop. */
        boolean isMain();

        /** The frame that was resumed has ended: it must not be kept from being collected. */
        void resumedEnded();

        /** As {@link Suspension#calledOff}, for what the driver alone knows. */
        void calledOff();
    }

    /** Makes a context with nothing captured, of drivers that nobody spawned. */
    public Ctx() {
        this(null);
    }

    /** Makes a context with nothing captured; null for drivers that nobody spawned. */
    public Ctx(@Nullable Driver driver) {
        this.driver = driver;
    }

    /** The request of a leaf that waits for nothing but its turn behind all that is ready. */
    public @Nullable Object suspendToYield() {
        suspending = true;
        return null;
    }

    /** A leaf's request to wait; the driver registers {@code what} once the stack has unwound. */
    public @Nullable Object suspend(Suspension what) {
        request = what;
        suspending = true;
        return null;
    }

    /** As {@link #suspend}, where the leaf has told the driver what it waits for. */
    public @Nullable Object suspendForDriver() {
        driverKnows = true;
        suspending = true;
        return null;
    }

    /** As {@link #suspendForDriver}, with a number that belongs to the request, so that a leaf need not allocate. */
    public @Nullable Object suspendForDriver(long operand) {
        this.operand = operand;
        return suspendForDriver();
    }

    /** Who has made this context; null for nobody, who knows no tasks. */
    public @Nullable Driver driver() {
        return driver;
    }

    /** The number that came with the request taken last. */
    public long operand() {
        return operand;
    }

    /** Links the frame of a call that is being left above those captured before. */
    public void capture(CoroutineFrame frame) {
        var innermost = innermost();
        if (innermost == null) {
            frame.beginChain();
            beginAt(frame);
        } else {
            innermost.append(frame);
        }
    }

    private void beginAt(@Nullable CoroutineFrame innermost) {
        if (innermost == resumed) {
            waitsAgain = true;
        } else {
            top = innermost;
        }
    }

    /** Where the captured chain begins; null where nothing is captured. */
    private @Nullable CoroutineFrame innermost() {
        return top == null && waitsAgain ? resumed : top;
    }

    /** The frames that await what is running now. */
    private @Nullable CoroutineFrame callers() {
        if (resumed != null) {
            return resumed.caller;
        }
        return callers instanceof EndedCalls ended ? ended.caller : callers;
    }

    /**
     * {@code return x} outside any try: the caller's frame is given up before {@code x} runs.
     *
     * @param x what the body completes with
     * @return the value of {@code x} where it is a value already; otherwise the flag is set
     */
    public @Nullable Object complete(@Nullable Suspendable x) {
        if (x == null) {
            throw new NullPointerException(
                    "an @Async method returned null instead of a coroutine: write `return done();`"
                            + " or `return done(value);`");
        }
        return give(x);
    }

    /** As {@link #complete}, where the method's type is that of a task. */
    public @Nullable Object completeTask(@Nullable Suspendable x) {
        if (x == null) {
            throw new NullPointerException("an @Async method returned null instead of a task: write"
                    + " `return Task.completed(value);`, where it has no result `return Task.completed(null);`");
        }
        return give(x);
    }

    private @Nullable Object give(Suspendable x) {
        if (x.$isDone()) {
            return x.$await(this);
        }
        tail = x;
        suspending = true;
        return null;
    }

    /**
     * The cold path of an await: runs tail calls until there is a value, a failure or a real suspension.
     *
     * @return the value, where {@link #suspending} is not set any more
     */
    public @Nullable Object settle() {
        Object value = null;
        for (var call = tail; call != null; call = tail) {
            tail = null;
            suspending = false;
            value = call.$await(this);
        }
        return value;
    }

    /** {@link #settle}, in a body that has never been resumed: kept out of it, for it may never suspend. */
    public @Nullable Object settleAtStart() {
        return OutOfLine.settle(this);
    }

    /** {@link #settle} where it is needed: what an await gives in a body that has no cold path with lines of its own. */
    public @Nullable Object settled(@Nullable Object value) {
        return suspending ? settle() : value;
    }

    /**
     * Starts {@code root} as the outermost call of a driver. Outcome as in {@link #resume}.
     *
     * <p>Like {@link #resume}, this is for a context in which nothing runs: see {@link #interrupt}.
     */
    public @Nullable Object start(Suspendable root) {
        forgetCallers();
        try {
            return settled(root.$await(this));
        } catch (Throwable e) {
            caught(e);
            throw e;
        }
    }

    /** What ran in a context when something else was begun in it. */
    public static final class Interrupted {
        private final @Nullable CoroutineFrame resumed;
        private final @Nullable CoroutineFrame callers;
        private final @Nullable Segment begun;

        private Interrupted(
                @Nullable CoroutineFrame resumed, @Nullable CoroutineFrame callers, @Nullable Segment begun) {
            this.resumed = resumed;
            this.callers = callers;
            this.begun = begun;
        }
    }

    /**
     * Before another driver is run by code that this context may be running itself, further down the Java stack. Steps
     * that do not nest, nearly all of them, need not save and restore what such code has noted here.
     *
     * @return what is to be given to {@link #goOn(Interrupted)}, however the other has ended
     */
    public Interrupted interrupt() {
        var interrupted = new Interrupted(resumed, callers, begun);
        forgetCallers();
        return interrupted;
    }

    /** The code goes on that was interrupted. */
    public void goOn(Interrupted interrupted) {
        goOn(interrupted.resumed, interrupted.callers, interrupted.begun);
    }

    private void goOn(@Nullable CoroutineFrame resumed, @Nullable CoroutineFrame callers, @Nullable Segment begun) {
        this.resumed = resumed;
        this.callers = callers;
        this.begun = begun;
    }

    /** What the last step has left here must not be kept from being collected, nor be taken for what the next one runs. */
    public void forgetCallers() {
        if (resumed != null) {
            resumed = null;
        }
        if (callers != null) {
            callers = null;
        }
        if (begun != null) {
            begun = null;
        }
    }

    /**
     * Runs the body of a segment from its beginning, for an await of its consumer.
     *
     * @return what that await gives, where {@link #suspending} is not set
     */
    public @Nullable Object begin(Segment segment, Suspendable body) {
        var outerSegment = begun;
        begun = segment;
        Object value = null;
        Throwable failure = null;
        try {
            value = body.$await(this);
            if (suspending) {
                value = settle();
                if (suspending) {
                    capture(segment);
                    return request == segment ? park(segment) : null;
                }
            }
        } catch (Throwable e) {
            caught(e);
            failure = e;
        } finally {
            begun = outerSegment;
        }
        return segment.resume(value, failure, this);
    }

    /**
     * Resumes a segment that was parked, for an await of its consumer.
     *
     * @param failure what its body's emit is to throw; null for none
     * @return what the consumer's await gives, where {@link #suspending} is not set
     */
    public @Nullable Object goOn(Segment segment, @Nullable Throwable failure) {
        var outer = resumed;
        var outerCallers = callers;
        var outerSegment = begun;
        var frame = segment.innermost;
        Object value = null;
        Throwable thrown = null;
        begun = null;
        segment.innermost = null;
        segment.consumerCallers = callers();
        segment.onStack = true;
        try {
            value = resume(frame, null, failure, segment);
        } catch (Throwable e) {
            thrown = e;
        } finally {
            goOn(outer, outerCallers, outerSegment);
            segment.consumerCallers = null;
            segment.onStack = false;
        }
        return suspending || segment.innermost != null ? value : segment.resume(value, thrown, this);
    }

    /** The segment in whose body the running code is; null where it is in none. Takes as long as the stack is deep. */
    public @Nullable Segment segment() {
        return begun != null ? begun : Segment.innermostOf(callers());
    }

    /** The captured frames up to the boundary, which is the last of them, wait until the consumer asks again. */
    private @Nullable Object park(Segment segment) {
        segment.innermost = takeFrames();
        takeRequest();
        return segment.parked();
    }

    /**
     * The trampoline: delivers an outcome to {@code frame}, what comes of it to its caller, and so on until the chain
     * ends or something suspends again.
     *
     * <p>A step is dear by what it writes, above all references, which the garbage collector must be told of. So fields
     * are written only where they change, and what a step leaves in them is for the next one to clear.
     *
     * @param end the boundary before which to stop, where the Java stack below is its caller; null for the whole chain
     * @return the result of the outermost call, where {@link #suspending} is not set
     */
    public @Nullable Object resume(
            @Nullable CoroutineFrame frame,
            @Nullable Object value,
            @Nullable Throwable failure,
            @Nullable Segment end) {
        if (resumed != frame) {
            resumed = frame;
        }
        if (failure != null && frame != null) {
            arrive(frame, failure, false);
        }
        while (frame != null && frame != end) {
            var current = frame;
            var caller = frame.caller;
            // A tail call releases the frame that made it: nothing here may hold on to it while the call runs.
            frame = null;
            if (current != resumed) {
                leaveResumed(caller, end);
            }
            try {
                value = current.resume(value, failure, this);
                current = null;
                failure = null;
                if (suspending) {
                    if (tail != null) {
                        leaveResumed(caller, end);
                    }
                    value = settle();
                }
            } catch (Throwable e) {
                caught(e);
                value = null;
                failure = e;
            }
            if (suspending) {
                linkPast(caller);
                var emitting = emitting(caller, end);
                if (emitting == null) {
                    if (end != null) {
                        endAt(end);
                    }
                    return null;
                }
                caller = emitting.caller;
                emitting.caller = null;
                try {
                    value = park(emitting);
                } catch (Throwable e) {
                    failure = e;
                }
            }
            frame = caller;
        }
        if (failure != null) {
            throw Sneaky.rethrow(failure);
        }
        return value;
    }

    /** The frame that was resumed first has ended, or one above it, and {@code callers} await what runs now. */
    private void leaveResumed(@Nullable CoroutineFrame callers, @Nullable Segment end) {
        if (resumed != null) {
            resumed = null;
            if (end == null && driver != null) {
                driver.resumedEnded();
            }
            awaitedBy(EndedCalls.beneath(callers));
        } else if (this.callers instanceof EndedCalls ended) {
            ended.caller = callers;
        } else {
            awaitedBy(callers);
        }
    }

    private void awaitedBy(@Nullable CoroutineFrame callers) {
        if (this.callers != callers) {
            this.callers = callers;
        }
    }

    /**
     * First call of every woven handler: where the exception comes from a capture or a leaf that failed half-way, the
     * suspension is called off before the handler's code runs. The exception's trace is completed by the awaiting
     * methods.
     */
    public void caught(Throwable e) {
        if (suspending) {
            callOff(e);
        }
        StackTraces.complete(e, callers(), new Below(this));
    }

    /**
     * A failure is about to be thrown at the await of {@code frame}: where it was not made in this task, its trace goes on
     * with the awaiting methods.
     *
     * @param fromElsewhere whether a future or a promise hands it over, so that it is not the failure of a task
     */
    public void arrive(CoroutineFrame frame, Throwable failure, boolean fromElsewhere) {
        StackTraces.arrive(
                failure,
                fromElsewhere,
                () -> StackTraces.chain(frame, isMain() ? StackTraces.callerOfRuntime() : spawned()));
    }

    /** A leaf does not suspend, but throws what a future or a promise hands over: as {@link #arrive}. */
    public <E extends Throwable> E arriveHere(E failure) {
        StackTraces.arriveHere(failure, callers(), new Below(this));
        return failure;
    }

    /** What stands below the awaiting methods. No lambda: linking one takes more stack than an overflow leaves. */
    private record Below(Ctx context) implements UnaryOperator<List<StackTraceElement>> {
        @Override
        public List<StackTraceElement> apply(List<StackTraceElement> belowTrampoline) {
            return context.isMain() ? StackTraces.belowRuntime(belowTrampoline) : context.spawned();
        }
    }

    /**
     * Gives {@code e}, which a resumed frame of the runtime is about to throw, the trace that its awaits will complete; it
     * needs none of its own, but for the code that the main task's driver was called from.
     */
    public <E extends Throwable> E fromAwaits(E e) {
        StackTraces.begin(e, isMain());
        return e;
    }

    private boolean isMain() {
        return driver != null && driver.isMain();
    }

    private List<StackTraceElement> spawned() {
        var site = driver == null ? null : driver.spawnSite();
        return site == null ? List.of() : List.of(TraceElements.spawnedAt(site));
    }

    /**
     * The stack of a thread that drives this context, as the source has it, with those who await what runs there. While
     * the driver goes on, what is read may be out of date.
     */
    public List<StackTraceElement> inSource(StackTraceElement[] stack) {
        return StackTraces.running(Arrays.asList(stack), callers());
    }

    /** Takes the captured chain, innermost frame first, after a suspension; null where nothing was captured. */
    public @Nullable CoroutineFrame takeFrames() {
        var frames = innermost();
        forgetCaptured();
        return frames;
    }

    private void forgetCaptured() {
        waitsAgain = false;
        if (top != null) {
            top = null;
        }
    }

    /** Whether the code that has been left waits for its turn alone. */
    public boolean yields() {
        return suspending && request == null && !driverKnows;
    }

    /** As {@link #takeFrames}, after a request that {@linkplain #yields asks for nothing}; clears the flag. */
    public @Nullable CoroutineFrame takeYielded() {
        suspending = false;
        return takeFrames();
    }

    /** Takes the request of the leaf that suspended and clears the flag; null where it waits for its turn alone. */
    public @Nullable Suspension takeRequest() {
        var taken = request;
        if (taken != null) {
            request = null;
        }
        driverKnows = false;
        suspending = false;
        return taken;
    }

    /**
     * The resumed code waits at the emit of a segment that it is part of, so that this lies among its callers; null where
     * it waits for something else, or the segment lies further down the Java stack.
     */
    private @Nullable Segment emitting(@Nullable CoroutineFrame callers, @Nullable Segment end) {
        if (!(request instanceof Segment segment)) {
            return null;
        }
        if (end == null || segment == end) {
            return segment;
        }
        for (var frame = callers; frame != null; frame = frame.caller) {
            if (frame == segment) {
                return segment;
            }
        }
        return null;
    }

    /**
     * The resumed frame suspended: what was captured since awaits on behalf of {@code caller}. A frame that ended in a
     * tail call did not capture itself, and where the tail is a leaf nothing was captured at all.
     */
    private void linkPast(@Nullable CoroutineFrame caller) {
        var innermost = innermost();
        if (innermost == null) {
            beginAt(caller);
        } else {
            innermost.linkPast(caller);
        }
    }

    /** The captured chain ends in {@code end}; those who await that are on the Java stack, and go on to be captured. */
    private void endAt(Segment end) {
        var innermost = innermost();
        if (innermost != null) {
            innermost.outermost = end;
            waitsAgain = false;
            top = innermost; // for what is resumed there is another one
        }
    }

    /**
     * A capture failed (no memory, no stack, a class is missing): the frames captured so far get the error at their
     * awaits, so that their {@code finally} blocks run; an await in there that suspends gets it again. Then it goes on
     * to the callers as an ordinary exception.
     *
     * <p>The stack may be as good as exhausted. Where a call made here overflows, all that was noted is still in place,
     * and the next handler further out, which has more stack, begins anew.
     */
    private void callOff(Throwable e) {
        var captured = innermost();
        var outermost = captured == null ? null : captured.outermost();
        var frame = unwind(e);
        var outer = resumed;
        var outerCallers = callers;
        var outerSegment = begun;
        resumed = null;
        begun = null;
        Object value = null;
        Throwable failure = e;
        for (var deliveries = 0; frame != null && deliveries < MAX_DELIVERIES; deliveries++) {
            var caller = frame == outermost ? null : frame.caller;
            callers = caller;
            try {
                value = frame.resume(value, failure, this);
                failure = null;
                if (suspending) {
                    value = settle();
                }
            } catch (Throwable next) {
                value = null;
                failure = next;
            }
            if (suspending) {
                if (top == null) { // linkPast, in line: see above
                    top = caller;
                } else {
                    var end = top.outermost == null ? top : top.outermost;
                    if (caller == null) {
                        outermost = end;
                    } else {
                        end.caller = caller;
                    }
                }
                if (top != null) {
                    top.outermost = outermost;
                }
                frame = unwind(e);
                value = null;
                failure = e;
            } else {
                frame = caller;
            }
        }
        goOn(outer, outerCallers, outerSegment);
        if (failure != null && failure != e) {
            e.addSuppressed(failure);
        }
    }

    /** Takes the captured chain and clears all that the suspension had noted. */
    private @Nullable CoroutineFrame unwind(Throwable e) {
        var frames = innermost();
        var asked = request;
        var driverAsked = driverKnows;
        driverKnows = false;
        waitsAgain = false;
        top = null;
        tail = null;
        request = null;
        suspending = false;
        try {
            if (asked != null) {
                asked.calledOff();
            } else if (driverAsked && driver != null) {
                driver.calledOff();
            }
        } catch (Throwable next) {
            e.addSuppressed(next);
        }
        return frames;
    }
}
