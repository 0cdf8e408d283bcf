package io.heddle;

import io.heddle.rt.CoroutineFrame;
import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs an awaitable in the caller's own task, for as long as the limit allows: asyncio's {@code timeout}. At the deadline
 * the task is cancelled, which reaches whatever it waits for in there; when that comes back as a cancellation, and nobody
 * else has cancelled the task meanwhile, it is the timeout.
 */
final class Timeout<T extends @Nullable Object> extends Coroutine<T> {
    private final Duration limit;
    private final Awaitable<? extends T> awaitable;

    Timeout(Duration limit, Awaitable<? extends T> awaitable) {
        this.limit = limit;
        this.awaitable = awaitable;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        var task = LoopCore.taskOf(t);
        var nanos = Durations.nanos(limit);
        if (nanos <= 0) {
            return Expired.await(limit, awaitable, t);
        }
        var deadline = task.loop.clock.after(nanos);
        var requestsBefore = task.cancelling();
        var value = t.settled(awaitable.$await(t));
        if (t.suspending) {
            t.capture(new Frame(t, limit, deadline, requestsBefore));
        }
        return value;
    }

    @Override
    protected String $describe() {
        return "withTimeout(" + Durations.words(limit) + ", ..)";
    }

    /**
     * Waits for what the limit is about. Only here the timer exists: what never suspends can't be late.
     */
    private static final class Frame extends CoroutineFrame {
        private final CancelScope scope;
        private final Duration limit;
        private final TimedCallback timer;

        Frame(Ctx t, Duration limit, long deadline, int requestsBefore) {
            var loop = LoopCore.taskOf(t).loop;
            this.scope = new CancelScope(t, requestsBefore);
            this.limit = limit;
            this.timer = new TimedCallback(loop, scope::request);
            loop.addTimer(deadline, timer);
        }

        @Override
        public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            timer.cancel();
            scope.takeBack();
            if (failure instanceof CancelledError && scope.isOnlyOneToCancel()) {
                throw t.fromAwaits(new AsyncTimeoutException(limit, failure));
            }
            if (failure != null) {
                throw Sneaky.rethrow(failure);
            }
            return value;
        }
    }
}
