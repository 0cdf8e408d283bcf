package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Awaited calls that do not suspend, in a loop with an array element each. */
@OperationsPerInvocation(Work.BATCH)
public class AwaitedCalls extends CallBenchmark {
    @Benchmark
    public long plain() {
        return PlainPeer.calls(prices);
    }

    @Benchmark
    public long heddle() {
        return runner.run(HeddlePeer.calls(prices));
    }

    @Benchmark
    public long kotlin() {
        return KotlinPeer.calls(prices);
    }

    @Benchmark
    public long virtualThread() {
        return VirtualThreadPeer.run(() -> PlainPeer.calls(prices));
    }

    @Benchmark
    public long eaAsync() {
        return queue.runUntilDone(eaAsync.calls(prices, Work.suspendAt));
    }

    @Benchmark
    public long futures() {
        return futures.calls(prices);
    }
}
