package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Setup;

/**
 * Work that is calls in a task, where starting the task is not what is measured. A program has several kinds of tasks, so
 * that the JIT compiles the body of each for itself; where there is only one, it becomes a part of the event loop's own
 * loops, and the loop that is measured gets the registers that those leave. Heddle and Kotlin, who have event loops, run
 * other tasks first.
 */
public abstract class CallBenchmark extends PeerBenchmark {
    private static final int RUNS_OF_EACH_KIND = 20_000;

    /** Shows the JIT other kinds of tasks. */
    @Setup
    public void runOtherTasks() {
        for (var i = 0; i < RUNS_OF_EACH_KIND; i++) {
            runner.run(HeddlePeer.yields(1, 1));
            runner.run(HeddlePeer.pingPong(1));
            runner.run(HeddlePeer.descents(1, 1));
            KotlinPeer.runYields(1, 1);
            KotlinPeer.pingPong(1);
            KotlinPeer.runDescents(1, 1);
        }
    }
}
