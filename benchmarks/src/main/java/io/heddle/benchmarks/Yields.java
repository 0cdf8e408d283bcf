package io.heddle.benchmarks;

import java.util.function.IntSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A yield and the resumption behind it, under so many awaiting callers. */
@OperationsPerInvocation(Work.BATCH)
public class Yields extends PeerBenchmark {
    /** How many calls wait above the one that yields, itself included. */
    @Param({"1", "10", "100"})
    public int callers;

    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.yields(callers, Work.BATCH));
    }

    @Benchmark
    public int kotlin() {
        return KotlinPeer.runYields(callers, Work.BATCH);
    }

    @Benchmark
    public int virtualThread() {
        return VirtualThreadPeer.run(() -> PlainPeer.yields(callers, Work.BATCH));
    }

    @Benchmark
    public int[] continuation() {
        return continuation(() -> ContinuationPeer.yields(callers, Work.BATCH));
    }

    @Benchmark
    public int eaAsync() {
        return queue.runUntilDone(eaAsync.yields(callers, Work.BATCH));
    }

    @Benchmark
    public int futures() {
        return futures.yields(callers, Work.BATCH);
    }

    private static int[] continuation(IntSupplier body) {
        var result = new int[1];
        ContinuationPeer.run(() -> result[0] = body.getAsInt());
        return result;
    }
}
