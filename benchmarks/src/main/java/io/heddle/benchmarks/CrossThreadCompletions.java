package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Another thread is asked, answers, and the task goes on. */
@OperationsPerInvocation(Work.BATCH)
public class CrossThreadCompletions extends PeerBenchmark {
    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.crossThread(Work.BATCH, otherThread));
    }

    @Benchmark
    public int kotlin() {
        return KotlinPeer.crossThread(Work.BATCH, otherThread);
    }

    @Benchmark
    public int virtualThread() {
        return VirtualThreadPeer.crossThread(Work.BATCH, otherThread);
    }

    @Benchmark
    public int futures() {
        return futures.crossThread(Work.BATCH, otherThread);
    }

    @Benchmark
    public long reactor() {
        return ReactorPeer.crossThread(Work.BATCH, otherThread);
    }
}
