package io.heddle.benchmarks;

import static io.heddle.Coroutines.*;

import io.heddle.*;
import io.heddle.sync.AsyncLock;
import io.heddle.sync.AsyncQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The work written for Heddle. */
final class HeddlePeer {
    private static final Shop[] SHOPS = {new Grocer(), new Baker(), new Butcher()};

    private HeddlePeer() {}

    private interface Shop {
        Coroutine<Integer> price(int i);
    }

    private static final class Grocer implements Shop {
        @Async
        @Override
        public Coroutine<Integer> price(int i) {
            if (i == Work.suspendAt) {
                await(yieldNow());
            }
            return done(i * 3);
        }
    }

    private static final class Baker implements Shop {
        @Async
        @Override
        public Coroutine<Integer> price(int i) {
            if (i == Work.suspendAt) {
                await(yieldNow());
            }
            return done(i * 5);
        }
    }

    private static final class Butcher implements Shop {
        @Async
        @Override
        public Coroutine<Integer> price(int i) {
            if (i == Work.suspendAt) {
                await(yieldNow());
            }
            return done(i * 7);
        }
    }

    /** As the private {@link #price}, but of another class: called through its face. */
    static final class Neighbour {
        private Neighbour() {}

        @Async
        static Coroutine<Integer> price(int i, int factor) {
            if (i == Work.suspendAt) {
                await(yieldNow());
            }
            return done(i * factor);
        }
    }

    @Async
    private static Coroutine<Integer> price(int i, int factor) {
        if (i == Work.suspendAt) {
            await(yieldNow());
        }
        return done(i * factor);
    }

    @Async
    static Coroutine<Long> calls(int[] prices) {
        long sum = 0;
        for (int i = 0; i < prices.length; i++) {
            sum += await(price(i, prices[i]));
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Integer> outlinedPrice(int i, int factor) {
        if (i == Work.suspendAt) {
            await(yieldNow());
        }
        return done(i * factor);
    }

    @Async
    static Coroutine<Long> outlinedCalls(int[] prices) {
        long sum = 0;
        for (int i = 0; i < prices.length; i++) {
            sum += await(outlinedPrice(i, prices[i]));
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Integer> guardedPrice(int i, int factor) {
        try {
            return done(await(price(i, factor)) + 1);
        } catch (IllegalStateException e) {
            return done(0);
        }
    }

    @Async
    static Coroutine<Long> guardedCalls(int[] prices) {
        long sum = 0;
        for (int i = 0; i < prices.length; i++) {
            sum += await(guardedPrice(i, prices[i]));
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Integer> failUnder(int depth, boolean suspends) {
        if (depth > 1) {
            return done(await(failUnder(depth - 1, suspends)) + 1);
        }
        if (suspends) {
            await(yieldNow());
        }
        throw new IllegalStateException("no price");
    }

    @Async
    static Coroutine<Integer> failures(int depth, boolean suspends, int times) {
        int caught = 0;
        for (int i = 0; i < times; i++) {
            try {
                caught -= await(failUnder(depth, suspends));
            } catch (IllegalStateException e) {
                caught++;
            }
        }
        return done(caught);
    }

    @Async
    static Coroutine<Long> callsOfAnotherClass(int[] prices) {
        long sum = 0;
        for (int i = 0; i < prices.length; i++) {
            sum += await(Neighbour.price(i, prices[i]));
        }
        return done(sum);
    }

    @Async
    static Coroutine<Long> interfaceCalls(int[] prices) {
        long sum = 0;
        for (int i = 0; i < prices.length; i++) {
            sum += await(SHOPS[i % 3].price(i)) + prices[i];
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Integer> fib(int n) {
        if (n == Work.suspendAt) {
            await(yieldNow());
        }
        return done(n < 2 ? n : await(fib(n - 1)) + await(fib(n - 2)));
    }

    static Coroutine<Integer> startFib(int n) {
        return fib(n);
    }

    @Async
    private static Coroutine<Integer> yieldUnder(int depth, int times) {
        if (depth > 1) {
            return done(await(yieldUnder(depth - 1, times)) + 1);
        }
        for (int i = 0; i < times; i++) {
            await(yieldNow());
        }
        return done(times);
    }

    static Coroutine<Integer> yields(int depth, int times) {
        return yieldUnder(depth, times);
    }

    @Async
    static Coroutine<Integer> descents(int depth, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(yieldUnder(depth, 1));
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Integer> child(boolean suspends) {
        if (suspends) {
            await(yieldNow());
        }
        return done(1);
    }

    @Async
    static Coroutine<Integer> spawnAndJoin(int times, boolean suspends) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(spawn(child(suspends)));
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Void> pong(AsyncQueue<Integer> there, AsyncQueue<Integer> back, int times) {
        for (int i = 0; i < times; i++) {
            await(back.put(await(there.get())));
        }
        return done();
    }

    @Async
    static Coroutine<Integer> pingPong(int times) {
        var there = new AsyncQueue<Integer>(1);
        var back = new AsyncQueue<Integer>(1);
        var pong = spawn(pong(there, back, times));
        int sum = 0;
        for (int i = 0; i < times; i++) {
            await(there.put(1));
            sum += await(back.get());
        }
        await(pong);
        return done(sum);
    }

    @Async
    static Coroutine<Integer> gatherMany(int n) {
        var children = new ArrayList<Coroutine<Integer>>(n);
        for (int i = 0; i < n; i++) {
            children.add(child(true));
        }
        return done(await(gather(children)).size());
    }

    @Async
    private static Coroutine<Void> napFor(Duration duration) {
        await(sleep(duration));
        return done();
    }

    @Async
    static Coroutine<Integer> staggeredSleeps(int n, int millis) {
        var tasks = new ArrayList<Task<Void>>(n);
        for (int i = 0; i < n; i++) {
            tasks.add(spawn(napFor(Duration.ofNanos((long) i * millis * 1_000_000 / n))));
        }
        for (int i = 0; i < n; i++) {
            await(tasks.get(i));
        }
        return done(n);
    }

    @Async
    private static Coroutine<Void> request() {
        await(withTimeout(Duration.ofHours(1), child(true)));
        return done();
    }

    @Async
    static Coroutine<Integer> timeouts(int n) {
        var requests = new ArrayList<Coroutine<Void>>(n);
        for (int i = 0; i < n; i++) {
            requests.add(request());
        }
        await(gather(requests));
        return done(n);
    }

    @Async
    static Coroutine<Void> sleepers(int n, Runnable whileTheySleep) {
        for (int i = 0; i < n; i++) {
            // The loop holds its tasks.
            var unused = spawn(napFor(Duration.ofDays(1)));
        }
        await(yieldNow());
        await(yieldNow());
        whileTheySleep.run();
        return done();
    }

    @Async
    static Coroutine<Integer> crossThread(int times, Executor other) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(Coroutines.<Integer>suspend(c -> other.execute(() -> c.resume(1))));
        }
        return done(sum);
    }

    private static final class Counter {
        int value;
    }

    @Async
    private static Coroutine<Void> lockedSteps(AsyncLock lock, Counter counter, int times) {
        for (int i = 0; i < times; i++) {
            await(lock.acquire());
            try {
                counter.value++;
                await(yieldNow());
            } finally {
                lock.release();
            }
        }
        return done();
    }

    @Async
    static Coroutine<Integer> lockHandover(int tasks, int times) {
        var lock = new AsyncLock();
        var counter = new Counter();
        var all = new ArrayList<Coroutine<Void>>(tasks);
        for (int i = 0; i < tasks; i++) {
            all.add(lockedSteps(lock, counter, times));
        }
        await(gather(all));
        return done(counter.value);
    }

    @Async
    static Coroutine<Integer> completedFutures(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(CompletableFuture.completedFuture(1));
        }
        return done(sum);
    }

    @Async
    static Coroutine<Integer> pendingFutures(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            var future = new CompletableFuture<Integer>();
            EventLoop.current().execute(() -> future.complete(1));
            sum += await(future);
        }
        return done(sum);
    }

    @Async
    static Coroutine<Void> hello() {
        await(sleep(Duration.ofNanos(1)));
        System.out.println("Hello");
        return done();
    }
}
