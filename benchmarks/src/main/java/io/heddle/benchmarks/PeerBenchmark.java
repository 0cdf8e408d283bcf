package io.heddle.benchmarks;

import io.heddle.Runner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * One kind of work, done by each peer in a method of the peer's name. Virtual threads get one carrier thread: all peers
 * have one thread to run on.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xms1g",
            "-Xmx1g",
            "-XX:+AlwaysPreTouch",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=dontinline,*Peer::*outlinedPrice*",
            "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1",
            "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED"
        })
public abstract class PeerBenchmark {
    private static final int SEEDING_ITERATIONS = 2;

    final Runner runner = Runner.builder().build();
    final TaskQueue queue = new TaskQueue();
    final EaAsync eaAsync = EaAsyncLoader.load(queue);
    final FuturePeer futures = new FuturePeer();
    final int[] prices = prices();
    final ExecutorService otherThread = Executors.newSingleThreadExecutor();

    private int iterations;

    private static int[] prices() {
        var prices = new int[Work.BATCH];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = i % 17;
        }
        return prices;
    }

    /** The first iterations of the warm-up suspend now and then, so that every profile has seen it. */
    @Setup(Level.Iteration)
    public void chooseWhatSuspends(IterationParams iteration) {
        var seeds = iteration.getType() == IterationType.WARMUP && iterations++ < SEEDING_ITERATIONS;
        Work.suspendAt = seeds ? 7 : -1;
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        runner.close();
        otherThread.shutdown();
    }
}
