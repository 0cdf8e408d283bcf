package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.model.Shape;
import io.heddle.it.DebugSession.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A debugger stops at the lines of a woven program as at those of its plain twin, and shows the same variables and values. */
class DebuggerTest {
    private static Twins twins;
    private static Set<Integer> lines;
    private static List<Seen> expected;

    @BeforeAll
    static void walkThroughThePlainTwin() throws Exception {
        twins = Twins.compile("debugging");
        lines = stopLines();
        expected = walk(twins.plain().directory(), "ready");
        assertThat(expected).hasSizeGreaterThan(lines.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "suspends"})
    void theCompactShapeStopsWhereThePlainTwinDoes(String mode) throws Exception {
        assertThat(walk(woven(Shape.COMPACT), mode)).isEqualTo(expected);
    }

    @Test
    void theSplitShapeStopsWhereThePlainTwinDoesWhereNothingSuspends() throws Exception {
        assertThat(walk(woven(Shape.SPLIT), "ready")).isEqualTo(expected);
    }

    /** The line of an await that suspends is met again as the call is left and resumed; no value is ever wrong there. */
    @Test
    void theSplitShapeMayStopAgainAtAnAwaitThatSuspends() throws Exception {
        assertThat(withoutReturns(walk(woven(Shape.SPLIT), "suspends"))).isEqualTo(expected);
    }

    /** Leaves out stops at a line that show nothing which the last one at that line has not shown. */
    private static List<Seen> withoutReturns(List<Seen> stops) {
        var last = new HashMap<Integer, Seen>();
        var kept = new ArrayList<Seen>();
        for (var stop : stops) {
            var before = last.get(stop.line());
            var shown = before == null ? Map.<String, String>of() : before.variables();
            if (before == null || !shown.entrySet().containsAll(stop.variables().entrySet())) {
                kept.add(stop);
                last.put(stop.line(), stop);
            }
        }
        return kept;
    }

    private static Path woven(Shape shape) throws IOException {
        return Twins.write("debugging " + shape, twins.woven(shape).files());
    }

    private static List<Seen> walk(Path classes, String mode) throws Exception {
        var classPath = new ArrayList<>(ClassPath.entries());
        classPath.add(classes);
        var plan = new DebugSession.Plan("debugging.*", lines, false);
        return DebugSession.run(ClassPath.join(classPath), "debugging.Program " + mode, plan).stream()
                .map(DebugSession.Stop::seen)
                .toList();
    }

    private static Set<Integer> stopLines() throws IOException {
        var source = Files.readAllLines(Path.of("src", "twins", "debugging", "Program.java"));
        var stops = new TreeSet<Integer>();
        for (var i = 0; i < source.size(); i++) {
            if (source.get(i).endsWith("// stop")) {
                stops.add(i + 1);
            }
        }
        return stops;
    }
}
