package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Await of a CompletableFuture that is done. */
@OperationsPerInvocation(Work.BATCH)
public class CompletedFutures extends PeerBenchmark {
    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.completedFutures(Work.BATCH));
    }

    @Benchmark
    public int kotlin() {
        return KotlinPeer.completedFutures(Work.BATCH);
    }
}
