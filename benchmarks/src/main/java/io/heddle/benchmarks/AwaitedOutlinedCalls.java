package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As {@link AwaitedCalls}, of a method that the JIT is told not to inline, as it doesn't inline large ones. */
@OperationsPerInvocation(Work.BATCH)
public class AwaitedOutlinedCalls extends CallBenchmark {
    @Benchmark
    public long plain() {
        return PlainPeer.outlinedCalls(prices);
    }

    @Benchmark
    public long heddle() {
        return runner.run(HeddlePeer.outlinedCalls(prices));
    }

    @Benchmark
    public long kotlin() {
        return KotlinPeer.outlinedCalls(prices);
    }

    @Benchmark
    public long virtualThread() {
        return VirtualThreadPeer.run(() -> PlainPeer.outlinedCalls(prices));
    }
}
