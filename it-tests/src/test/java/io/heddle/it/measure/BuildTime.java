package io.heddle.it.measure;

import io.heddle.instrumenter.Instrumenter;
import io.heddle.instrumenter.InstrumenterOptions;
import io.heddle.instrumenter.WeavingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Prints what a build pays for weaving, beside what it pays for compiling: for a module of 1,000 async methods that is
 * built from nothing, after a change of one class, and with no change at all. What the Maven plugin does in its JVM, javac
 * and the weaver do here in the JVM of this program; the first line is that of a build in a JVM of its own, those that
 * follow are what a JVM that stays, such as an IDE's, needs.
 */
public final class BuildTime {
    private static final int ROUNDS = Integer.getInteger("heddle.rounds", 5);
    private static final int CLASSES = 100;
    private static final String CHANGED = "measured.C50";

    private BuildTime() {}

    /** Takes no arguments; {@code -Dheddle.rounds=N} changes the number of builds. */
    public static void main(String[] args) throws IOException {
        var sources = AsyncModule.sources(CLASSES);
        System.out.println("build | compile, s | weave, s | one class: compile, s | weave, s | nothing to do, s");
        for (var round = 1; round <= ROUNDS; round++) {
            var folder = CompiledModule.emptyFolder();
            var compiling = seconds(() -> CompiledModule.compile(sources, folder));
            var weaving = seconds(() -> weave(folder));
            var recompiling = seconds(() -> CompiledModule.compile(only(CHANGED, sources), folder));
            var weavingAgain = seconds(() -> weave(folder));
            var nothing = seconds(() -> weave(folder));
            System.out.printf(
                    "%5d | %10.2f | %8.2f | %21.2f | %8.2f | %16.2f%n",
                    round, compiling, weaving, recompiling, weavingAgain, nothing);
        }
    }

    private static Map<String, String> only(String className, SortedMap<String, String> sources) {
        return Map.of(className, Objects.requireNonNull(sources.get(className)));
    }

    private static void weave(Path folder) throws IOException {
        var options = new InstrumenterOptions(CompiledModule.classPath(folder), List.of());
        try (var instrumenter = new Instrumenter(options)) {
            var plan = WeavingPlan.of(instrumenter, List.of(folder));
            if (!plan.diagnostics().isEmpty()) {
                throw new IllegalStateException(plan.diagnostics().toString());
            }
            plan.apply();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double seconds(Work work) throws IOException {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
