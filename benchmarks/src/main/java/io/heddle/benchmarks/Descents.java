package io.heddle.benchmarks;

import java.util.function.IntSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Ten calls down, a yield there, and back up: what each suspension costs that has fresh callers. */
@OperationsPerInvocation(Work.BATCH)
public class Descents extends PeerBenchmark {
    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.descents(10, Work.BATCH));
    }

    @Benchmark
    public int kotlin() {
        return KotlinPeer.runDescents(10, Work.BATCH);
    }

    @Benchmark
    public int virtualThread() {
        return VirtualThreadPeer.run(() -> PlainPeer.descents(10, Work.BATCH));
    }

    @Benchmark
    public int[] continuation() {
        return continuation(() -> ContinuationPeer.descents(10, Work.BATCH));
    }

    @Benchmark
    public int eaAsync() {
        return queue.runUntilDone(eaAsync.descents(10, Work.BATCH));
    }

    @Benchmark
    public int futures() {
        return futures.descents(10, Work.BATCH);
    }

    private static int[] continuation(IntSupplier body) {
        var result = new int[1];
        ContinuationPeer.run(() -> result[0] = body.getAsInt());
        return result;
    }
}
