package io.heddle;

import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/** Waits for some time. The task itself lies in the timer queue: nothing else is kept while it sleeps. */
final class Sleep extends Coroutine<@Nullable Void> {
    private static final Wait ASLEEP = new Asleep();

    private final long nanos;

    Sleep(long nanos) {
        this.nanos = nanos;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        LoopCore.taskOf(t).ask(ASLEEP);
        return t.suspendForDriver(nanos);
    }

    @Override
    protected String $describe() {
        return "sleep(..)";
    }

    /** The same for all sleepers; how long comes with the request. */
    private static final class Asleep extends Wait {
        @Override
        void register(Task<?> waiter) {
            var loop = waiter.loop;
            loop.addTimer(loop.clock.after(loop.ctx.operand()), waiter);
        }

        @Override
        void detach(Task<?> waiter) {
            waiter.loop.timers.removeAt(waiter.timerPlace);
        }

        @Override
        boolean cancel(Task<?> waiter, CancelRequest request, CancelWalk walk) {
            detach(waiter);
            waiter.wake();
            return false;
        }

        @Override
        @Nullable
        Object outcome() {
            return null;
        }

        @Override
        String describe() {
            return "sleep";
        }
    }
}
