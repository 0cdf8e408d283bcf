package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A task is spawned and awaited, which ends at once or suspends once. */
@OperationsPerInvocation(Work.BATCH)
public class Spawns extends PeerBenchmark {
    /** Whether the child yields once. */
    @Param({"false", "true"})
    public boolean suspends;

    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.spawnAndJoin(Work.BATCH, suspends));
    }

    @Benchmark
    public int kotlin() {
        return KotlinPeer.spawnAndJoin(Work.BATCH, suspends);
    }

    @Benchmark
    public int virtualThread() {
        return VirtualThreadPeer.spawnAndJoin(Work.BATCH, suspends);
    }

    @Benchmark
    public int futures() {
        return futures.spawnAndJoin(Work.BATCH, suspends);
    }
}
