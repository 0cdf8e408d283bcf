package io.heddle.benchmarks;

import java.util.concurrent.CompletableFuture;

/** What the peer that is woven by ea-async can do. */
public interface EaAsync {
    /** The sum of awaited calls. */
    CompletableFuture<Long> calls(int[] prices, int suspendAt);

    /** A Fibonacci number, each call awaited. */
    CompletableFuture<Integer> fib(int n, int suspendAt);

    /** Yields under {@code depth} awaiting callers. */
    CompletableFuture<Integer> yields(int depth, int times);

    /** Goes down {@code depth} calls, {@code times} times, and yields there. */
    CompletableFuture<Integer> descents(int depth, int times);
}
