package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Await of a CompletableFuture that is completed in the next pass. */
@OperationsPerInvocation(Work.BATCH)
public class PendingFutures extends PeerBenchmark {
    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.pendingFutures(Work.BATCH));
    }

    @Benchmark
    public int kotlin() {
        return KotlinPeer.pendingFutures(Work.BATCH);
    }

    @Benchmark
    public int virtualThread() {
        return VirtualThreadPeer.pendingFutures(Work.BATCH);
    }
}
