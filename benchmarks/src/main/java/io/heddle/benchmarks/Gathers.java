package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** One of a thousand tasks that are spawned and gathered, and suspend once each. */
@OperationsPerInvocation(Work.BATCH)
public class Gathers extends PeerBenchmark {
    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.gatherMany(Work.BATCH));
    }

    @Benchmark
    public int kotlin() {
        return KotlinPeer.gather(Work.BATCH);
    }

    @Benchmark
    public int virtualThread() {
        return VirtualThreadPeer.gather(Work.BATCH);
    }

    @Benchmark
    public int futures() {
        return futures.gather(Work.BATCH);
    }

    @Benchmark
    public long reactor() {
        return ReactorPeer.gather(Work.BATCH);
    }
}
