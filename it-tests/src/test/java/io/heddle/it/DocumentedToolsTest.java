package io.heddle.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.model.Shape;
import io.heddle.it.DebugSession.Stop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/debugging.md} says that a debugger, JaCoCo and the flight recorder show is what they show. */
class DocumentedToolsTest {
    @TempDir
    Path folder;

    @Test
    void theDebuggerStopsAndStepsAsDocumented() throws Exception {
        var program = Documented.of("debugger");
        var lines = new TreeSet<Integer>();
        var source = program.source().lines().toList();
        for (var i = 0; i < source.size(); i++) {
            if (source.get(i).endsWith("// breakpoint")) {
                lines.add(i + 1);
            }
        }
        var stops = DebugSession.run(
                classPath(program), program.name(), new DebugSession.Plan(program.name() + "*", lines, true));

        program.check(stops.stream().map(stop -> describe(stop, source)).collect(joining()), text -> text);
    }

    private static String describe(Stop stop, List<String> source) {
        var line = source.get(stop.seen().line() - 1).replaceFirst("//.*", "").strip();
        return (stop.afterStep() ? "stepped over it, to line " : "stopped at line ")
                + stop.seen().line() + ": " + line + "\n"
                + stop.seen().variables().entrySet().stream()
                        .map(variable -> "  " + variable.getKey() + " = " + variable.getValue() + "\n")
                        .collect(joining())
                + stop.stack().stream().map(place -> "  at " + place + "\n").collect(joining());
    }

    @Test
    void jacocoReportsAsDocumented() throws Exception {
        var program = Documented.of("coverage");
        var source = program.source().lines().toList();
        var split = coverage(program, Shape.SPLIT);
        var compact = coverage(program, Shape.COMPACT);

        var report = new StringBuilder("SPLIT                         COMPACT\n");
        split.forEach((line, state) ->
                report.append(String.format("%-30s%-30s%s%n", state, compact.get(line), source.get(line - 1))));
        assertThat(compact.keySet()).isEqualTo(split.keySet());
        program.check(report.toString(), text -> text);
    }

    private static Map<Integer, String> coverage(Documented program, Shape shape) throws Exception {
        return Coverage.lines(program.name() + ".java", woven(program, shape), loader -> {
            var main = loader.loadClass(program.name()).getDeclaredMethod("main", String[].class);
            main.invoke(null, (Object) new String[0]);
        });
    }

    @Test
    void theFlightRecorderPrintsAsDocumented() throws Exception {
        var program = Documented.of("recording");
        var recording = folder.resolve("shop.jfr");
        ChildJvm.run(
                List.of("-XX:StartFlightRecording=filename=" + recording, "-cp", classPath(program), program.name()));
        var jfr = Path.of(System.getProperty("java.home"), "bin", "jfr").toString();
        var printed = new ProcessBuilder(jfr, "print", "--categories", "Heddle", recording.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        program.check(
                new String(printed.getInputStream().readAllBytes(), UTF_8).stripTrailing() + "\n",
                DocumentedToolsTest::timeless);
    }

    /** Times are others each time, and newer JDKs print a day as well. On a busy machine steps are long, and timers late. */
    private static String timeless(String events) {
        return events.replaceAll("io\\.heddle\\.(Step|LoopLag) \\{(?s:.*?)\\R\\}\\R+", "")
                .replaceAll("(startTime|duration) = .*", "$1 = _")
                .replaceAll("javaThreadId = \\d+", "javaThreadId = 1");
    }

    private static Map<String, byte[]> woven(Documented program, Shape shape) throws IOException {
        var woven = WovenClasses.weave(program.compile(), List.of(), shape);
        assertThat(woven.problems()).isEmpty();
        return new TreeMap<>(woven.files());
    }

    private static String classPath(Documented program) throws IOException {
        var classPath = new ArrayList<>(ClassPath.entries());
        classPath.add(Twins.write("documented " + program.name(), woven(program, Shape.AUTO)));
        return ClassPath.join(classPath);
    }
}
