package io.heddle;

import io.heddle.rt.Ctx;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Blocking work on a thread that may block. The work begins when the task has been suspended. */
final class ToThread<T extends @Nullable Object> extends Coroutine<T> {
    private final Callable<T> work;

    ToThread(Callable<T> work) {
        this.work = work;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        return LoopCore.suspend(t, new Work(work));
    }

    @Override
    protected String $describe() {
        return "toThread(..)";
    }

    /** A piece of work under way, and the task that waits for it. */
    private static final class Work extends OneShot {
        private final Callable<?> work;
        private @Nullable Thread worker;
        private boolean interrupted;
        private boolean unwanted;

        Work(Callable<?> work) {
            this.work = work;
        }

        @Override
        void register(Task<?> waiter) {
            super.register(waiter);
            var loop = waiter.loop;
            var context = ThreadState.get().context();
            loop.blocking()
                    .begin(() -> ThreadState.get().runWith(context, () -> {
                        var outcome = outcomeOfWork();
                        loop.tryPost((Runnable) () -> {
                            loop.blocking().ended();
                            end(outcome);
                        });
                    }));
        }

        private @Nullable Object outcomeOfWork() {
            try {
                return enterWorker() ? work.call() : null;
            } catch (Throwable e) {
                return Ending.of(e);
            } finally {
                leaveWorker();
            }
        }

        /** False where the task has been cancelled before there was a thread for the work. */
        private synchronized boolean enterWorker() {
            worker = Thread.currentThread();
            return !unwanted;
        }

        /** The thread goes back where it came from, without an interrupt that was meant for the work. */
        private synchronized void leaveWorker() {
            worker = null;
            if (interrupted) {
                Thread.interrupted();
            }
        }

        /**
         * The thread works on, for nobody; where it was asked for, it is interrupted. Work that has not begun never does.
         */
        @Override
        synchronized boolean cancel(Task<?> waiter, CancelRequest request, CancelWalk walk) {
            unwanted = true;
            if (request.interrupts() && worker != null) {
                interrupted = true;
                worker.interrupt();
            }
            abandon();
            return false;
        }

        @Override
        String describe() {
            return "a thread";
        }
    }
}
