package io.heddle;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.suspend;
import static io.heddle.Coroutines.waitAll;
import static io.heddle.Coroutines.yieldNow;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A task is cancelled on its loop while another thread completes what it waits for. */
public class CancelStress {
    private CancelStress() {}

    /** Cancels a task that waits for {@code awaitable}; whether it has ended with a value all the same. */
    private static <T> boolean cancelled(Awaitable<T> awaitable) {
        return Coroutines.run(() -> {
            var task = spawn(() -> done(await(awaitable)));
            await(yieldNow());
            task.cancel();
            await(waitAll(List.of(task)));
            return done(task.isCancelled());
        });
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the value came in time")
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "cancelled before it could take the value")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the value came too late, and its giver knows")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a value that was never taken, or a task with two ends")
    @State
    public static class PromiseIsCompleted {
        private final Promise<Integer> promise = new Promise<>();

        @Actor
        public void loop(ZZ_Result result) {
            result.r2 = cancelled(promise);
        }

        @Actor
        public void other(ZZ_Result result) {
            result.r1 = promise.complete(1);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the value came in time")
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "cancelled before it could take the value")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the value came too late, and its giver knows")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a value that was never taken, or a task with two ends")
    @State
    public static class FutureIsCompleted {
        private final CompletableFuture<Integer> future = new CompletableFuture<>();

        @Actor
        public void loop(ZZ_Result result) {
            result.r2 = cancelled(Coroutines.fromStage((CompletionStage<Integer>) future));
        }

        @Actor
        public void other(ZZ_Result result) {
            result.r1 = future.complete(1);
        }
    }

    /** A resource that is handed to a callback is taken by the task, or given back: by its giver, or by {@code onCancel}. */
    @JCStressTest
    @Outcome(id = "true, false, false", expect = Expect.ACCEPTABLE, desc = "the task has it")
    @Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE, desc = "handed over, and given back by onCancel")
    @Outcome(id = "false, true, true", expect = Expect.ACCEPTABLE, desc = "came too late; onCancel has run")
    @Outcome(expect = Expect.FORBIDDEN, desc = "nobody has it, or two")
    @State
    public static class ContinuationIsResumed {
        private volatile Continuation<Integer> waiting;
        private boolean actionRan;

        @Actor
        public void loop(ZZZ_Result result) {
            result.r2 = cancelled(suspend((Continuation<Integer> rest) -> {
                rest.onCancel(() -> actionRan = true);
                waiting = rest;
            }));
            result.r3 = actionRan;
        }

        @Actor
        public void other(ZZZ_Result result) {
            while (waiting == null) {
                Thread.onSpinWait();
            }
            result.r1 = waiting.resume(1);
        }
    }

    /** Of those who end a promise, one does. */
    @JCStressTest
    @Outcome(id = "true, false, false", expect = Expect.ACCEPTABLE, desc = "completed")
    @Outcome(id = "false, true, true", expect = Expect.ACCEPTABLE, desc = "cancelled")
    @Outcome(expect = Expect.FORBIDDEN, desc = "both, or none")
    @State
    public static class PromiseHasOneEnd {
        private final Promise<Integer> promise = new Promise<>();

        @Actor
        public void complete(ZZZ_Result result) {
            result.r1 = promise.complete(1);
        }

        @Actor
        public void cancel(ZZZ_Result result) {
            result.r2 = promise.cancel();
        }

        @Arbiter
        public void end(ZZZ_Result result) {
            result.r3 = promise.isCancelled();
        }
    }

    /** A future that was made of a task, cancelled while the task ends: one end, which both sides agree on. */
    @JCStressTest
    @Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "the task had ended")
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "cancelled, as the future says")
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "asked to stop, and ended before it heard")
    @Outcome(expect = Expect.FORBIDDEN, desc = "cancelled by nobody")
    @State
    public static class FutureOfATaskIsCancelled {
        private final Runner runner = new Runner();
        private final Task<Integer> task = runner.loop().spawn(() -> {
            await(yieldNow());
            return done(1);
        });
        private final CompletableFuture<Integer> future = task.toCompletableFuture();

        @Actor
        public void loop(ZZ_Result result) {
            runner.run(waitAll(List.of(task)));
            runner.close();
        }

        @Actor
        public void other(ZZ_Result result) {
            result.r1 = future.cancel(false);
        }

        @Arbiter
        public void end(ZZ_Result result) {
            result.r2 = future.isCancelled() && task.isCancelled();
        }
    }
}
