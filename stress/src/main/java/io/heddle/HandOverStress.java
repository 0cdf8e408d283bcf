package io.heddle;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A loop on one thread, which falls asleep, and another thread, which ends what a task of it waits for. A signal that gets
 * lost leaves an actor waiting; jcstress reports that as a test that does not end.
 */
public class HandOverStress {
    private HandOverStress() {}

    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the task has the value")
    @Outcome(expect = Expect.FORBIDDEN, desc = "another value")
    @State
    public static class CompletionOfAPromise {
        private final Promise<Integer> promise = new Promise<>();

        @Actor
        public void loop(I_Result result) {
            result.r1 = Coroutines.run(() -> done(await(promise)));
        }

        @Actor
        public void other() {
            promise.complete(1);
        }
    }

    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the task has the value")
    @Outcome(expect = Expect.FORBIDDEN, desc = "another value")
    @State
    public static class CompletionOfAFuture {
        private final CompletableFuture<Integer> future = new CompletableFuture<>();

        @Actor
        public void loop(I_Result result) {
            result.r1 = Coroutines.run(() -> done(await(future)));
        }

        @Actor
        public void other() {
            future.complete(1);
        }
    }

    /** What was written before a task was handed in is there for the task; what the task wrote, for who sees its end. */
    @JCStressTest
    @Outcome(
            id = "1, 2",
            expect = Expect.ACCEPTABLE,
            desc = "the task has run, and both have seen what the other wrote")
    @Outcome(expect = Expect.FORBIDDEN, desc = "stale")
    @State
    public static class SpawnFromOutside {
        private final Runner runner = new Runner();
        private final Promise<Integer> stop = new Promise<>();
        private int written;
        private int answer;

        @Actor
        public void loop(II_Result result) {
            result.r1 = runner.run(() -> done(await(stop)));
            runner.close();
        }

        @Actor
        public void other(II_Result result) {
            written = 1;
            var task = runner.loop().spawn(() -> {
                answer = 2;
                stop.complete(written);
                return done();
            });
            task.toCompletableFuture().join();
            result.r2 = answer;
        }
    }

    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "the task was cancelled")
    @Outcome(expect = Expect.FORBIDDEN, desc = "it was not")
    @State
    public static class CancellationFromOutside {
        private final Runner runner = new Runner();
        private final Task<Integer> task = runner.loop().spawn(() -> done(await(new Promise<Integer>())));

        @Actor
        public void loop(Z_Result result) {
            runner.run(Coroutines.waitAll(List.of(task)));
            result.r1 = task.isCancelled();
            runner.close();
        }

        @Actor
        public void other() {
            task.cancel();
        }
    }

    /** The other loop runs, ends and closes while its task is being awaited from here. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both have the value")
    @Outcome(expect = Expect.FORBIDDEN, desc = "another value")
    @State
    public static class TaskOfAnotherLoop {
        private final Runner runner = new Runner();
        private final Task<Integer> task = runner.loop().spawn(() -> {
            await(Coroutines.yieldNow());
            return done(1);
        });

        @Actor
        public void loop(II_Result result) {
            result.r1 = Coroutines.run(() -> done(await(task)));
        }

        @Actor
        public void otherLoop(II_Result result) {
            result.r2 = runner.run(() -> done(await(task)));
            runner.close();
        }
    }

    /** The loop is somebody else's: while something is ready for it, a pass is in the queue of its host. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the task has the value")
    @Outcome(expect = Expect.FORBIDDEN, desc = "another value")
    @State
    public static class HostedLoopIsWoken {
        private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
        private final Executor host = work::add;
        private final Promise<Integer> promise = new Promise<>();
        private final Task<Integer> task = EventLoop.on(host).spawn(() -> done(await(promise)));

        @Actor
        public void host(I_Result result) {
            while (!task.isDone()) {
                var next = work.poll();
                if (next == null) {
                    Thread.onSpinWait();
                } else {
                    next.run();
                }
            }
            result.r1 = task.resultNow();
        }

        @Actor
        public void other() {
            promise.complete(1);
        }
    }

    /** Off any loop whoever completes what a body waits for runs it on, and two never do so at the same time. */
    @JCStressTest
    @Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "the body has ended, and has seen both values")
    @Outcome(expect = Expect.FORBIDDEN, desc = "it stands still, or ran twice")
    @State
    public static class BodyOffAnyLoop {
        private final Promise<Integer> one = new Promise<>();
        private final Promise<Integer> two = new Promise<>();
        private final CompletableFuture<Integer> sum = sum();

        @Async
        private CompletableFuture<Integer> sum() {
            return CompletableFuture.completedFuture(await(one) + await(two));
        }

        @Actor
        public void completeOne() {
            one.complete(1);
        }

        @Actor
        public void completeTwo() {
            two.complete(2);
        }

        @Arbiter
        public void end(I_Result result) {
            result.r1 = sum.getNow(-1);
        }
    }
}
