package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A lock that ten tasks want goes to the next of them, which yields while it holds it. */
@OperationsPerInvocation(Work.BATCH)
public class LockHandovers extends PeerBenchmark {
    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.lockHandover(10, Work.BATCH / 10));
    }

    @Benchmark
    public int kotlin() {
        return KotlinPeer.lockHandover(10, Work.BATCH / 10);
    }

    @Benchmark
    public int virtualThread() {
        return VirtualThreadPeer.lockHandover(10, Work.BATCH / 10);
    }
}
