package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Awaited calls in a {@code try} whose {@code catch} never runs: what complete stack traces cost where nothing is thrown. */
@OperationsPerInvocation(Work.BATCH)
public class GuardedCalls extends CallBenchmark {
    @Benchmark
    public long plain() {
        return PlainPeer.guardedCalls(prices);
    }

    @Benchmark
    public long heddle() {
        return runner.run(HeddlePeer.guardedCalls(prices));
    }
}
