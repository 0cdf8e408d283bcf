package io.heddle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** The twentieth Fibonacci number by 21,891 calls, each awaited. */
public class Fibonacci extends CallBenchmark {
    @Benchmark
    public int plain() {
        return PlainPeer.fib(20);
    }

    @Benchmark
    public int heddle() {
        return runner.run(HeddlePeer.startFib(20));
    }

    @Benchmark
    public int kotlin() {
        return KotlinPeer.runFib(20);
    }

    @Benchmark
    public int virtualThread() {
        return VirtualThreadPeer.run(() -> PlainPeer.fib(20));
    }

    @Benchmark
    public int eaAsync() {
        return queue.runUntilDone(eaAsync.fib(20, Work.suspendAt));
    }

    @Benchmark
    public int futures() {
        return futures.fib(20);
    }
}
