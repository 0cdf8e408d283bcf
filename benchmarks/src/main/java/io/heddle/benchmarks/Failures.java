package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** An exception is thrown under ten calls and caught above them: what its complete stack trace costs. */
@OperationsPerInvocation(Work.BATCH)
public class Failures extends PeerBenchmark {
    private static final int CALLS = 10;

    /** Whether there is a yield before; plain code has none. */
    @Param({"false", "true"})
    public boolean suspends;

    @Benchmark
    public int plain() {
        return PlainPeer.failures(CALLS, Work.BATCH);
    }

    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.failures(CALLS, suspends, Work.BATCH));
    }
}
