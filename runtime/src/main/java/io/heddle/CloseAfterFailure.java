package io.heddle;

import io.heddle.rt.CoroutineFrame;
import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/**
 * Closes, and completes with the failure that a block is being left by; a failure of the close is added to it. A
 * cancellation that comes while it closes would be lost there: it is thrown again, by the next await that suspends.
 */
final class CloseAfterFailure extends Coroutine<Throwable> {
    private final AsyncCloseable resource;
    private final Throwable failure;

    CloseAfterFailure(AsyncCloseable resource, Throwable failure) {
        this.resource = resource;
        this.failure = failure;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        try {
            t.settled(resource.closeAsync().$await(t));
            if (t.suspending) {
                t.capture(new Frame(failure));
            }
        } catch (Throwable e) {
            t.caught(e);
            return with(failure, e, t);
        }
        return failure;
    }

    /** {@code failure}, which block and iterator are left by, after a close that has failed. */
    static Throwable with(Throwable failure, Throwable ofClose, Ctx t) {
        if (ofClose != failure) {
            failure.addSuppressed(ofClose);
            if (ofClose instanceof CancelledError && !(failure instanceof CancelledError)) {
                LoopCore.taskOf(t).keepCancelPending();
            }
        }
        return failure;
    }

    @Override
    protected String $describe() {
        return "closeAsync(..) of " + resource.getClass().getName();
    }

    private static final class Frame extends CoroutineFrame {
        private final Throwable failure;

        Frame(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public Object resume(@Nullable Object value, @Nullable Throwable ofClose, Ctx t) {
            return ofClose == null ? failure : with(failure, ofClose, t);
        }
    }
}
