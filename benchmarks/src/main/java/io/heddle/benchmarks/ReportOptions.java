package io.heddle.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the report is asked for.
 *
 * @param rounds how often each benchmark runs, in a JVM of its own
 * @param seconds how long an iteration lasts
 * @param collector the garbage collector, as in the name of the JVM's option: {@code Serial}, {@code G1}
 * @param document the document whose table is replaced; null where it is only printed
 * @param patterns of the names of benchmarks; none means all
 */
record ReportOptions(
        int rounds,
        double seconds,
        String collector,
        @Nullable Path document,
        List<String> patterns) {
    static ReportOptions parse(String... args) {
        var rounds = 5;
        var seconds = 1.0;
        var collector = "Serial";
        Path document = null;
        var patterns = new ArrayList<String>();
        for (var i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--rounds" -> rounds = Integer.parseInt(args[++i]);
                case "--seconds" -> seconds = Double.parseDouble(args[++i]);
                case "--collector" -> collector = args[++i];
                case "--write" -> document = Path.of(args[++i]);
                default -> patterns.add(args[i]);
            }
        }
        return new ReportOptions(rounds, seconds, collector, document, patterns);
    }

    /** Whether it is asked for work that is none of {@code those}. */
    boolean asksForOthersThan(String... those) {
        return patterns.isEmpty() || !List.of(those).containsAll(patterns);
    }

    boolean asksFor(String work) {
        return patterns.isEmpty() || patterns.stream().anyMatch(work::contains);
    }
}
