package io.heddle;

import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/** Lets everything else that is ready run first. It has no state, so there is one for all. */
final class YieldNow extends Coroutine<@Nullable Void> {
    static final YieldNow INSTANCE = new YieldNow();

    private static final Wait OTHERS = new Others();

    private YieldNow() {}

    @Override
    public @Nullable Object $await(Ctx t) {
        return t.suspend(OTHERS);
    }

    @Override
    boolean isReusable() {
        return true;
    }

    @Override
    protected String $describe() {
        return "yieldNow()";
    }

    /** Wakes the task at once, that is: behind what is ready. */
    private static final class Others extends Wait {
        @Override
        void register(Task<?> waiter) {
            waiter.wake();
        }

        @Override
        void detach(Task<?> waiter) {}

        @Override
        boolean cancel(Task<?> waiter, CancelRequest request) {
            return false;
        }

        @Override
        @Nullable
        Object outcome() {
            return null;
        }

        @Override
        String describe() {
            return "its turn";
        }
    }
}
