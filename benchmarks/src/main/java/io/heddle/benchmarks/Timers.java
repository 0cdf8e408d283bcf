package io.heddle.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A million tasks whose sleeps end spread over a second: started, slept and ended. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
public class Timers extends PeerBenchmark {
    private static final int TASKS = 1_000_000;

    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.staggeredSleeps(TASKS, 1_000));
    }

    @Benchmark
    public int kotlin() {
        return KotlinPeer.staggeredSleeps(TASKS, 1_000);
    }

    @Benchmark
    public int virtualThread() {
        return VirtualThreadPeer.staggeredSleeps(TASKS, 1_000);
    }

    @Benchmark
    public int reactor() throws InterruptedException {
        return ReactorPeer.staggeredSleeps(TASKS, 1_000);
    }
}
