package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A round trip between two tasks over two queues of one place. */
@OperationsPerInvocation(Work.BATCH)
public class PingPong extends PeerBenchmark {
    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.pingPong(Work.BATCH));
    }

    @Benchmark
    public int kotlin() {
        return KotlinPeer.pingPong(Work.BATCH);
    }

    @Benchmark
    public int virtualThread() {
        return VirtualThreadPeer.pingPong(Work.BATCH);
    }
}
