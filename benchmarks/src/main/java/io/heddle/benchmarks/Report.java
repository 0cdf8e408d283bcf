package io.heddle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks and prints one table of medians, or writes it into a document. The contenders take turns, round by
 * round: where the machine changes its speed, it does so for all.
 *
 * <pre>
 *   Report [--rounds N] [--seconds N] [--collector Serial|G1|...] [--write FILE] [PATTERN...]
 * </pre>
 */
public final class Report {
    private static final String BEGIN = "<!-- figures: begin -->\n";
    private static final String END = "<!-- figures: end -->";

    private Report() {}

    /** Runs what {@code args} ask for. */
    public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
        var options = ReportOptions.parse(args);
        var table = new FigureTable();
        for (var round = 0; round < options.rounds(); round++) {
            if (options.asksForOthersThan(SleepingTask.NAME, FirstLine.NAME)) {
                addBenchmarks(options, table);
            }
            if (options.asksFor(SleepingTask.NAME)) {
                SleepingTask.addTo(table);
            }
            if (options.asksFor(FirstLine.NAME)) {
                FirstLine.addTo(table);
            }
        }
        var report = "Measured on " + LocalDate.now() + ": JDK " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, " + options.collector()
                + " collector, median of "
                + options.rounds()
                + (options.rounds() == 1 ? " round" : " rounds") + ".\n\n" + table.toMarkdown();
        System.out.println(report);
        if (options.document() != null) {
            var text = Files.readString(options.document());
            var start = text.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(
                    options.document(), text.substring(0, start) + report + text.substring(text.indexOf(END)));
        }
    }

    private static void addBenchmarks(ReportOptions options, FigureTable table) throws RunnerException {
        for (var result : run(options)) {
            table.add(workOf(result), unitOf(result), peerOf(result.getParams().getBenchmark()), figureOf(result));
        }
    }

    private static Collection<RunResult> run(ReportOptions options) throws RunnerException {
        var iteration = TimeValue.milliseconds(Math.round(1_000 * options.seconds()));
        var jmh = new OptionsBuilder()
                .addProfiler(GCProfiler.class)
                .jvmArgsPrepend("-XX:+Use" + options.collector() + "GC")
                .warmupTime(iteration)
                .measurementTime(iteration);
        options.patterns().forEach(jmh::include);
        Arrays.stream(Peer.values())
                .filter(peer -> !peer.exists())
                .forEach(peer -> jmh.exclude("\\." + peer.name() + "$"));
        return new Runner(jmh.build()).run();
    }

    private static Peer peerOf(String benchmark) {
        return Peer.valueOf(benchmark.substring(benchmark.lastIndexOf('.') + 1));
    }

    private static String workOf(RunResult result) {
        var parts = result.getParams().getBenchmark().split(Pattern.quote("."), -1);
        var parameters = result.getParams().getParamsKeys().stream()
                .map(key -> key + " " + result.getParams().getParam(key))
                .collect(Collectors.joining(", "));
        return parts[parts.length - 2] + (parameters.isEmpty() ? "" : ", " + parameters);
    }

    private static String unitOf(RunResult result) {
        return result.getPrimaryResult().getScoreUnit().replace("/op", "");
    }

    private static Figure figureOf(RunResult result) {
        var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Figure(result.getPrimaryResult().getScore(), allocated == null ? Double.NaN : allocated.getScore());
    }
}
