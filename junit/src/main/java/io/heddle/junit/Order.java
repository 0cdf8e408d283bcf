package io.heddle.junit;

import io.heddle.Runner;
import java.util.function.UnaryOperator;

/**
 * The order in which the ready tasks of a test go on.
 *
 * @param advice how to have it again, for the report of a failure; empty where there is nothing to say
 */
record Order(UnaryOperator<Runner.Builder> option, String advice) {
    /** First come, first served. */
    static final Order FIFO = new Order(UnaryOperator.identity(), "");

    /** The one of a seed. */
    static Order seeded(long seed) {
        return new Order(
                options -> options.seed(seed),
                "the order of the tasks was that of seed " + seed + ": repeat it with @AsyncTest(seeds = " + seed
                        + ")\n");
    }
}
