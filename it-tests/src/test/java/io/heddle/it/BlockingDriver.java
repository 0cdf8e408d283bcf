package io.heddle.it;

import io.heddle.Coroutine;
import io.heddle.rt.Ctx;
import io.heddle.rt.Suspension;
import org.jspecify.annotations.Nullable;

/** Runs coroutines to their end where they are called: what suspends is resumed at once. For code that knows no loop. */
public final class BlockingDriver {
    private static final Suspension PAUSING = new Suspension() {};

    private BlockingDriver() {}

    /** Runs {@code coroutine}, and throws what it throws. */
    public static @Nullable Object run(Coroutine<?> coroutine) {
        var t = new Ctx();
        var value = t.start(coroutine);
        while (t.suspending) {
            var frames = t.takeFrames();
            t.takeRequest();
            value = t.resume(frames, null, null, null);
        }
        return value;
    }

    /** A coroutine that suspends, if asked to. */
    public static Coroutine<@Nullable Void> pause(boolean suspends) {
        return new Pause(suspends);
    }

    private static final class Pause extends Coroutine<@Nullable Void> {
        private final boolean suspends;

        Pause(boolean suspends) {
            this.suspends = suspends;
        }

        @Override
        public @Nullable Object $await(Ctx t) {
            $begin();
            return suspends ? t.suspend(PAUSING) : null;
        }

        @Override
        protected String $describe() {
            return "pause";
        }
    }
}
