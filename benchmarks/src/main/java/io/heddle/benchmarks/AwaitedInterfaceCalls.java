package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Awaited calls of an interface with three implementations, which do not suspend. */
@OperationsPerInvocation(Work.BATCH)
public class AwaitedInterfaceCalls extends CallBenchmark {
    @Benchmark
    public long plain() {
        return PlainPeer.interfaceCalls(prices);
    }

    @Benchmark
    public long heddle() {
        return runner.run(HeddlePeer.interfaceCalls(prices));
    }

    @Benchmark
    public long kotlin() {
        return KotlinPeer.interfaceCalls(prices);
    }

    @Benchmark
    public long virtualThread() {
        return VirtualThreadPeer.run(() -> PlainPeer.interfaceCalls(prices));
    }
}
