package io.heddle;

import io.heddle.rt.CoroutineFrame;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a task consists of: its phase, and what goes with it as the table above {@link Task} tells; who waits for its end;
 * and what others ask about it. What moves it from phase to phase is {@link TaskCore}.
 *
 * <p>Programs have millions of these asleep, so fields are few and used for more than one purpose over a life.
 */
abstract sealed class TaskState<T extends @Nullable Object> extends Source<T> permits CancellableTask {
    /**
     * Not zero, so that it is stored by itself: fields that are zero are cleared by one wide store, and whoever reads a byte
     * of it at once, as an await of a task that was just spawned, waits until that has reached the cache.
     */
    static final byte NEW = 1;

    static final byte RUNNING = 2;
    static final byte WAITING = 3;
    static final byte READY = 4;
    static final byte SUCCEEDED = 5;
    static final byte FAILED = 6;
    static final byte CANCELLED = 7;

    final LoopCore loop;
    /** The values of the context variables, while the task does not run. */
    Context context;

    /** Where it stands in the loop's {@link TaskList}; written by that alone. */
    int place;

    /** Where the timer queue holds it while it sleeps; written by the timer queue alone. */
    int timerPlace = TimerQueue.NOWHERE;

    /** The coroutine, the frames, or what it has ended with; the table above {@link Task} tells which. */
    @Nullable
    Object state;

    /** What it waits for, or has waited for and not gone on since. */
    @Nullable
    Wait wait;

    /** Who is told of its end, as {@link Waiters} knows them. */
    private @Nullable Object waiters;

    /**
     * Where it was spawned: text from woven code, or an element, both as {@link CallSite} knows them; null for unknown. Once
     * somebody names the task or asks it to stop, it is {@link Particulars} that know it: a field less for all the others.
     */
    private @Nullable Object origin;

    /** When it was suspended, as its loop counts time. */
    private int suspendedAt;

    byte phase = NEW;

    TaskState(LoopCore loop, Coroutine<T> coroutine, Context context, @Nullable Object origin) {
        this.loop = loop;
        this.context = context;
        this.state = coroutine;
        this.origin = origin;
    }

    /** One that has ended. */
    TaskState(LoopCore loop, byte phase, @Nullable Object outcome, @Nullable Object origin) {
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

    /** What is known of those who have asked it to stop; null where nobody has. */
    final @Nullable Cancellation cancellation() {
        return origin instanceof Particulars known ? known.cancellation : null;
    }

    /** They are made once, be it that one thread names the task while another cancels it. */
    final synchronized Particulars particulars() {
        if (origin instanceof Particulars known) {
            return known;
        }
        var particulars = new Particulars(origin);
        origin = particulars;
        return particulars;
    }

    /** It waits from now on. */
    final void waits() {
        phase = WAITING;
        suspendedAt = loop.millis();
    }

    /** What it waited for has ended, or is given up; or it is new: it goes on in the loop's next pass. */
    final void wake() {
        if (phase == WAITING) {
            phase = READY;
        }
        loop.ready(this);
    }

    /** It has ended: gives whom {@link Waiters} are to tell of that, the last thing that happens. */
    final @Nullable Object endWith(byte how, @Nullable Object outcome) {
        state = outcome;
        publish(how);
        var those = waiters;
        waiters = null;
        return those;
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
