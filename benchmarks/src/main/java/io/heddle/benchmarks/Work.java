package io.heddle.benchmarks;

/** What all peers are given. */
final class Work {
    /** The calls of one invocation of a benchmark, so that what stands around them counts little. */
    static final int BATCH = 1_000;

    /**
     * The argument for which a call suspends; none in a measurement. While a benchmark warms up, some calls do: a callee
     * that never has is compiled as one that can't, and the figure would be that of a pruned branch.
     */
    static int suspendAt = -1;

    private Work() {}
}
