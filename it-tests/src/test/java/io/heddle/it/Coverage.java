package io.heddle.it;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ILine;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;

/** What JaCoCo reports of a program. */
final class Coverage {
    private Coverage() {}

    /** Runs a program of the classes of a loader. */
    interface Program {
        void run(ClassLoader loader) throws Exception;
    }

    /**
     * The lines of a source file that have code, each with its state: covered, partly covered or missed, and how many of
     * its branches were taken.
     *
     * @param source the name of the file
     * @param files the classes of the program
     */
    static SortedMap<Integer, String> lines(String source, Map<String, byte[]> files, Program program)
            throws Exception {
        var lines = new TreeMap<Integer, String>();
        var coverage = report(source, files, program);
        for (var number = coverage.getFirstLine(); number <= coverage.getLastLine(); number++) {
            var line = coverage.getLine(number);
            if (line.getStatus() != ICounter.EMPTY) {
                lines.put(number, describe(line));
            }
        }
        return lines;
    }

    private static String describe(ILine line) {
        var status = switch (line.getStatus()) {
            case ICounter.FULLY_COVERED -> "covered";
            case ICounter.PARTLY_COVERED -> "partly covered";
            default -> "missed";
        };
        var branches = line.getBranchCounter();
        return branches.getTotalCount() == 0
                ? status
                : status + ", branches " + branches.getCoveredCount() + "/" + branches.getTotalCount();
    }

    private static ISourceFileCoverage report(String source, Map<String, byte[]> files, Program program)
            throws Exception {
        var runtime = new LoggerRuntime();
        var data = new RuntimeData();
        runtime.startup(data);
        var instrumenter = new Instrumenter(runtime);
        var instrumented = new TreeMap<String, byte[]>();
        for (var file : files.entrySet()) {
            instrumented.put(file.getKey(), instrumenter.instrument(file.getValue(), file.getKey()));
        }
        program.run(new TargetLoader(instrumented, null));
        var executed = new ExecutionDataStore();
        data.collect(executed, new SessionInfoStore(), false);
        runtime.shutdown();
        var coverage = new CoverageBuilder();
        var analyzer = new Analyzer(executed, coverage);
        for (var file : files.entrySet()) {
            analyzer.analyzeClass(file.getValue(), file.getKey());
        }
        return coverage.getSourceFiles().stream()
                .filter(file -> file.getName().equals(source))
                .findFirst()
                .orElseThrow();
    }
}
