package io.heddle.it;

import io.heddle.Coroutine;
import io.heddle.Coroutines;
import io.heddle.EventLoop;
import io.heddle.Promise;
import io.heddle.Task;
import io.heddle.rt.CoroutineFrame;
import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The ways in which an await comes back: at once, or through each kind of leaf that the runtime has. */
enum Resumption {
    /** Nothing suspends. */
    READY {
        @Override
        boolean suspends() {
            return false;
        }

        @Override
        @Nullable
        Object perform(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            return outcome(value, failure);
        }
    },
    /** Gives the loop a pass; the outcome comes from a frame between the leaf and the target. */
    YIELD {
        @Override
        @Nullable
        Object perform(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            return after(Coroutines.yieldNow(), value, failure, t);
        }
    },
    /** A timer, with a frame as {@link #YIELD}. */
    SLEEP {
        @Override
        @Nullable
        Object perform(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            return after(Coroutines.sleep(Duration.ofMillis(1)), value, failure, t);
        }
    },
    /** A callback completes the await: the leaf itself gives the outcome to the target's frame. */
    CALLBACK {
        @Override
        @Nullable
        @SuppressWarnings("NullAway") // the result may be null: so says the type argument, which is overlooked
        Object perform(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            var leaf = Coroutines.<@Nullable Object>suspend(continuation -> EventLoop.current()
                    .execute(() -> {
                        if (failure == null) {
                            continuation.resume(value);
                        } else {
                            continuation.fail(failure);
                        }
                    }));
            return leaf.$await(t);
        }
    },
    /** A callback that comes while the leaf is being asked. */
    EARLY_CALLBACK {
        @Override
        boolean suspends() {
            return false;
        }

        @Override
        @Nullable
        @SuppressWarnings("NullAway") // the result may be null: so says the type argument, which is overlooked
        Object perform(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            var leaf = Coroutines.<@Nullable Object>suspend(continuation -> {
                if (failure == null) {
                    continuation.resume(value);
                } else {
                    continuation.fail(failure);
                }
            });
            return leaf.$await(t);
        }
    },
    PROMISE {
        @Override
        @Nullable
        @SuppressWarnings("NullAway") // the result may be null: so says the type argument, which is overlooked
        Object perform(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            var promise = new Promise<@Nullable Object>();
            EventLoop.current().execute(() -> {
                if (failure == null) {
                    promise.complete(value);
                } else {
                    promise.fail(failure);
                }
            });
            return promise.$await(t);
        }
    },
    STAGE {
        @Override
        @Nullable
        Object perform(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            var stage = new CompletableFuture<@Nullable Object>();
            EventLoop.current().execute(() -> {
                if (failure == null) {
                    stage.complete(value);
                } else {
                    stage.completeExceptionally(failure);
                }
            });
            return Coroutines.fromStage(stage).$await(t);
        }
    },
    /** The callback's registration throws, which the await then does too. For injected failures alone. */
    REFUSED {
        @Override
        boolean suspends() {
            return false;
        }

        @Override
        @Nullable
        Object perform(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            var leaf = Coroutines.<@Nullable Object>suspend(continuation -> outcome(value, failure));
            return leaf.$await(t);
        }
    },
    /** The task is cancelled while it waits. For injected cancellations alone. */
    CANCELLED {
        @Override
        @Nullable
        Object perform(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            var task = Task.current();
            var message = failure == null ? "" : failure.getMessage();
            EventLoop.current().execute(() -> task.cancel(message));
            return new Promise<@Nullable Object>().$await(t);
        }
    };

    /** Gives the value or throws the failure, or has {@code t} suspend and does so afterwards. */
    abstract @Nullable Object perform(@Nullable Object value, @Nullable Throwable failure, Ctx t);

    /** Whether the stack is left. */
    boolean suspends() {
        return true;
    }

    /** All ways but readiness; they work for values and failures alike. */
    static List<Resumption> others() {
        return List.copyOf(EnumSet.range(YIELD, STAGE));
    }

    private static @Nullable Object after(
            Coroutine<Void> leaf, @Nullable Object value, @Nullable Throwable failure, Ctx t) {
        leaf.$await(t);
        if (t.suspending) {
            t.capture(new Waiting(value, failure));
            return null;
        }
        return outcome(value, failure);
    }

    static @Nullable Object outcome(@Nullable Object value, @Nullable Throwable failure) {
        if (failure != null) {
            throw Sneaky.rethrow(failure);
        }
        return value;
    }

    /** The frame of a hand-woven await: it has the outcome while a leaf below it waits. */
    private static final class Waiting extends CoroutineFrame {
        private final @Nullable Object value;
        private final @Nullable Throwable failure;

        Waiting(@Nullable Object value, @Nullable Throwable failure) {
            this.value = value;
            this.failure = failure;
        }

        @Override
        public @Nullable Object resume(@Nullable Object ignored, @Nullable Throwable thrown, Ctx t) {
            return outcome(value, thrown == null ? failure : thrown);
        }
    }
}
