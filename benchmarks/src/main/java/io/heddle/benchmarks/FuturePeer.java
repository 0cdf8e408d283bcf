package io.heddle.benchmarks;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The work written with {@code CompletableFuture} by hand. */
final class FuturePeer {
    private final TaskQueue queue = new TaskQueue();

    private CompletableFuture<Integer> price(int i, int factor) {
        return i == Work.suspendAt ? queue.yieldNow().thenApply(v -> i * factor) : completedFuture(i * factor);
    }

    long calls(int[] prices) {
        var sum = completedFuture(0L);
        for (int i = 0; i < prices.length; i++) {
            sum = sum.thenCombine(price(i, prices[i]), (total, price) -> total + price);
        }
        return queue.runUntilDone(sum);
    }

    int fib(int n) {
        return queue.runUntilDone(fibOf(n));
    }

    private CompletableFuture<Integer> fibOf(int n) {
        if (n == Work.suspendAt) {
            return queue.yieldNow().thenApply(v -> n);
        }
        return n < 2 ? completedFuture(n) : fibOf(n - 1).thenCombine(fibOf(n - 2), Integer::sum);
    }

    private CompletableFuture<Integer> yieldUnder(int depth, int times) {
        return depth > 1 ? yieldUnder(depth - 1, times).thenApply(v -> v + 1) : yieldFrom(0, times);
    }

    private CompletableFuture<Integer> yieldFrom(int i, int times) {
        return i == times ? completedFuture(times) : queue.yieldNow().thenCompose(v -> yieldFrom(i + 1, times));
    }

    int yields(int depth, int times) {
        return queue.runUntilDone(yieldUnder(depth, times));
    }

    int descents(int depth, int times) {
        return queue.runUntilDone(descentsFrom(0, depth, times, 0));
    }

    private CompletableFuture<Integer> descentsFrom(int i, int depth, int times, int sum) {
        return i == times
                ? completedFuture(sum)
                : yieldUnder(depth, 1).thenCompose(v -> descentsFrom(i + 1, depth, times, sum + v));
    }

    int spawnAndJoin(int times, boolean suspends) {
        return queue.runUntilDone(spawnFrom(0, times, suspends, 0));
    }

    private CompletableFuture<Integer> spawnFrom(int i, int times, boolean suspends, int sum) {
        if (i == times) {
            return completedFuture(sum);
        }
        var child = CompletableFuture.supplyAsync(() -> 1, queue);
        return (suspends ? child.thenCompose(v -> queue.yieldNow().thenApply(w -> v)) : child)
                .thenCompose(v -> spawnFrom(i + 1, times, suspends, sum + v));
    }

    int gather(int n) {
        var children = new CompletableFuture<?>[n];
        for (int i = 0; i < n; i++) {
            children[i] = CompletableFuture.supplyAsync(() -> 1, queue)
                    .thenCompose(v -> queue.yieldNow().thenApply(w -> v));
        }
        queue.runUntilDone(CompletableFuture.allOf(children));
        return n;
    }

    int crossThread(int times, Executor other) {
        return crossFrom(0, times, other, 0).join();
    }

    private CompletableFuture<Integer> crossFrom(int i, int times, Executor other, int sum) {
        return i == times
                ? completedFuture(sum)
                : CompletableFuture.supplyAsync(() -> 1, other)
                        .thenCompose(v -> crossFrom(i + 1, times, other, sum + v));
    }
}
