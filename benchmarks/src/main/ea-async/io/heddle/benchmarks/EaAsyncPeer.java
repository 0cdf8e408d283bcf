package io.heddle.benchmarks;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The work written for ea-async. Woven by its own instrumenter when it is loaded: see {@link EaAsync}. */
public final class EaAsyncPeer implements EaAsync {
    private final Supplier<CompletableFuture<Void>> yieldNow;

    /** Makes one that yields by what {@code yieldNow} gives. */
    public EaAsyncPeer(Supplier<CompletableFuture<Void>> yieldNow) {
        this.yieldNow = yieldNow;
    }

    private CompletableFuture<Integer> price(int i, int factor, int suspendAt) {
        if (i == suspendAt) {
            await(yieldNow.get());
        }
        return completedFuture(i * factor);
    }

    @Override
    public CompletableFuture<Long> calls(int[] prices, int suspendAt) {
        long sum = 0;
        for (int i = 0; i < prices.length; i++) {
            sum += await(price(i, prices[i], suspendAt));
        }
        return completedFuture(sum);
    }

    @Override
    public CompletableFuture<Integer> fib(int n, int suspendAt) {
        if (n == suspendAt) {
            await(yieldNow.get());
        }
        if (n < 2) {
            return completedFuture(n);
        }
        int a = await(fib(n - 1, suspendAt));
        int b = await(fib(n - 2, suspendAt));
        return completedFuture(a + b);
    }

    @Override
    public CompletableFuture<Integer> yields(int depth, int times) {
        if (depth > 1) {
            int below = await(yields(depth - 1, times));
            return completedFuture(below + 1);
        }
        for (int i = 0; i < times; i++) {
            await(yieldNow.get());
        }
        return completedFuture(times);
    }

    @Override
    public CompletableFuture<Integer> descents(int depth, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            int below = await(yields(depth, 1));
            sum += below;
        }
        return completedFuture(sum);
    }
}
