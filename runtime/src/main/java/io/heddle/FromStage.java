package io.heddle;

import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Awaits a future of the JDK or of another library. One that is done is read, without a suspension. */
final class FromStage<T extends @Nullable Object> extends Coroutine<T> {
    private final CompletionStage<? extends T> stage;

    FromStage(CompletionStage<? extends T> stage) {
        this.stage = stage;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        var future = futureOf(stage);
        if (future == null || !future.isDone()) {
            return LoopCore.suspend(t, new StageWait(stage, future));
        }
        try {
            return future.getNow(null);
        } catch (Throwable e) {
            throw Sneaky.rethrow(t.arriveHere(endingOf(e).toThrow()));
        }
    }

    /** Whether awaiting it would not suspend. */
    boolean isOver() {
        var future = futureOf(stage);
        return future != null && future.isDone();
    }

    /** Cancels the stage, where stages of its kind can be cancelled. */
    void cancelStage() {
        var future = futureOf(stage);
        if (future != null) {
            future.cancel(true);
        }
    }

    /** The stage itself where it is a future, or a copy; null where it won't give one. */
    private static @Nullable CompletableFuture<?> futureOf(CompletionStage<?> stage) {
        try {
            return stage.toCompletableFuture();
        } catch (UnsupportedOperationException e) {
            return null;
        }
    }

    /**
     * The cause as it is: the wrappers that stages put around it are not what anybody threw. The JDK puts one, and whoever
     * hands on what {@code handle} or {@code whenComplete} gave him another.
     */
    private static Ending endingOf(Throwable e) {
        var cause = e;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof CancellationException cancelled
                ? new Ending.Cancelled(cancelled.getMessage(), cancelled)
                : Ending.of(cause);
    }

    @Override
    protected String $describe() {
        return "fromStage(..)";
    }

    /** A task waits for the stage. */
    private static final class StageWait extends OneShot {
        private final CompletionStage<?> stage;
        private final @Nullable CompletableFuture<?> future;

        StageWait(CompletionStage<?> stage, @Nullable CompletableFuture<?> future) {
            this.stage = stage;
            this.future = future;
        }

        @Override
        void register(Task<?> waiter) {
            super.register(waiter);
            try {
                stage.whenComplete((value, failure) -> end(failure == null ? value : endingOf(failure)));
            } catch (Throwable e) {
                end(Ending.of(e)); // unless it has called back before: a wait wakes its task once
            }
        }

        /** Cancels the future and waits for its end. A stage that can't be cancelled is left alone. */
        @Override
        boolean cancel(Task<?> waiter, CancelRequest request, CancelWalk walk) {
            if (stage instanceof SourceFuture<?> ours) {
                return walk.cancel(ours.source(), request);
            }
            if (future != null) {
                try {
                    var cancelled = future.cancel(true);
                    if (future == stage) {
                        return cancelled || !future.isDone();
                    }
                } catch (Throwable e) {
                    waiter.loop.failures.report("cancel(true) of " + Called.of(stage), e);
                }
            }
            abandon();
            return false;
        }

        @Override
        String describe() {
            return stage instanceof SourceFuture<?> ours ? ours.source().describe() : stage.toString();
        }

        @Override
        @Nullable
        Source<?> source() {
            return stage instanceof SourceFuture<?> ours ? ours.source() : null;
        }
    }
}
