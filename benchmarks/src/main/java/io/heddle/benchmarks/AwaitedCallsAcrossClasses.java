package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Awaited calls of a static method of another class, which do not suspend. */
@OperationsPerInvocation(Work.BATCH)
public class AwaitedCallsAcrossClasses extends CallBenchmark {
    @Benchmark
    public long plain() {
        return PlainPeer.calls(prices);
    }

    @Benchmark
    public long heddle() {
        return runner.run(HeddlePeer.callsOfAnotherClass(prices));
    }

    @Benchmark
    public long kotlin() {
        return KotlinPeer.calls(prices);
    }
}
