package io.heddle;

import io.heddle.rt.CoroutineFrame;
import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A limit of zero or less: what is done gives its result, what has not begun never does, and a task is cancelled and
 * waited for.
 */
final class Expired extends CoroutineFrame {
    private final Duration limit;
    private final Source<?> cancelled;

    private Expired(Duration limit, Source<?> cancelled) {
        this.limit = limit;
        this.cancelled = cancelled;
    }

    static @Nullable Object await(Duration limit, Awaitable<?> awaitable, Ctx t) {
        if (isDone(awaitable)) {
            return awaitable.$await(t);
        }
        if (awaitable instanceof Source<?> source && source.cancelBy(CancelRequest.plain()) && !source.isDone()) {
            awaitable.$await(t);
            t.capture(new Expired(limit, source));
            return null;
        }
        if (awaitable instanceof Coroutine<?> coroutine) {
            coroutine.claim();
            if (coroutine instanceof FromStage<?> stage) {
                stage.cancelStage();
            }
        }
        throw new AsyncTimeoutException(limit, new CancelledError(null)).thrownHere();
    }

    private static boolean isDone(Awaitable<?> awaitable) {
        return awaitable instanceof Source<?> source
                ? source.isDone()
                : awaitable.$isDone() || (awaitable instanceof FromStage<?> stage && stage.isOver());
    }

    @Override
    public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
        if (failure instanceof CancellationException && cancelled.outcome() instanceof Ending.Cancelled) {
            throw t.fromAwaits(new AsyncTimeoutException(limit, failure));
        }
        if (failure != null) {
            throw Sneaky.rethrow(failure);
        }
        return value;
    }
}
