package io.heddle.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one peer needs for one unit of work.
 *
 * @param amount time, in the unit of the work; or bytes held, where the work is to hold something
 * @param allocated bytes for one unit; NaN where that says nothing
 */
record Figure(double amount, double allocated) {
    /** The median of several runs, each in a JVM of its own. */
    static Figure median(List<Figure> runs) {
        return new Figure(median(runs, Figure::amount), median(runs, Figure::allocated));
    }

    private static double median(List<Figure> runs, ToDoubleFunction<Figure> part) {
        var sorted = runs.stream().mapToDouble(part).toArray();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
