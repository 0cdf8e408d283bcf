package io.heddle.it;

import io.heddle.Awaitable;
import io.heddle.Coroutine;
import io.heddle.rt.Ctx;
import io.heddle.rt.Suspension;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Runs coroutines to their end where they are called: what suspends is resumed at once. For code that knows no loop. */
public final class BlockingDriver {
    private BlockingDriver() {}

    /** Runs {@code coroutine}, and throws what it throws. */
    public static @Nullable Object run(Coroutine<?> coroutine) {
        return await(coroutine);
    }

    /** What an await gives in code that isn't woven. */
    public static @Nullable Object await(Awaitable<?> awaitable) {
        var t = new Ctx();
        var value = t.start(awaitable);
        while (t.suspending) {
            var frames = t.takeFrames();
            value = t.resume(frames, ((Pausing) Objects.requireNonNull(t.takeRequest())).value, null, null);
        }
        return value;
    }

    /** What an await of a stage, which must be complete, gives in code that isn't woven. */
    public static @Nullable Object await(CompletionStage<?> stage) throws Throwable {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** A coroutine that completes with {@code value} and suspends before, if asked to. */
    public static Coroutine<@Nullable Object> coroutine(@Nullable Object value, boolean suspends) {
        return new Pause(value, suspends);
    }

    private record Pausing(@Nullable Object value) implements Suspension {}

    private static final class Pause extends Coroutine<@Nullable Object> {
        private final @Nullable Object value;
        private final boolean suspends;

        Pause(@Nullable Object value, boolean suspends) {
            this.value = value;
            this.suspends = suspends;
        }

        @Override
        public @Nullable Object $await(Ctx t) {
            $begin();
            return suspends ? t.suspend(new Pausing(value)) : value;
        }

        @Override
        protected String $describe() {
            return "pause";
        }
    }
}
