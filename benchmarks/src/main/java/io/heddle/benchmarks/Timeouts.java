package io.heddle.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A million requests under way at once, each with a deadline in an hour that it does not need: all those timers are cancelled. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
public class Timeouts extends PeerBenchmark {
    private static final int REQUESTS = 1_000_000;

    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.timeouts(REQUESTS));
    }

    @Benchmark
    public int kotlin() {
        return KotlinPeer.timeouts(REQUESTS);
    }
}
