package io.heddle;

import io.heddle.rt.Traces;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A task or a promise for code that wants a {@link CompletableFuture}: completes as it does, and cancels it. */
final class SourceFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private final Source<T> source;
    private final boolean ofCall;

    /**
     * One that is not done.
     *
     * @param ofCall whether the source is the task of a method that gives this future, of which its callers know nothing
     */
    SourceFuture(Source<T> source, boolean ofCall) {
        this.source = source;
        this.ofCall = ofCall;
    }

    Source<T> source() {
        return source;
    }

    /** The source has ended: completes as it did. */
    void take() {
        var outcome = source.outcome();
        if (outcome instanceof Ending.Failed failed) {
            completeExceptionally(ofCall ? Traces.leavingCall(failed.toThrow()) : failed.toThrow());
        } else if (outcome instanceof Ending.Cancelled) {
            super.cancel(false);
        } else {
            complete(Cast.to(outcome));
        }
    }

    /** Cancels the source; this future completes when that has ended. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return source.cancelBy(new CancelRequest(null, mayInterruptIfRunning));
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
