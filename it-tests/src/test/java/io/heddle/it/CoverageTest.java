package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Coroutine;
import io.heddle.Runner;
import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JaCoCo reports of a woven program what it reports of its plain twin: each line covered, partly covered or missed, and its branches. */
class CoverageTest {
    private static Twins twins;
    private static Map<String, byte[]> compact;
    private static Map<String, byte[]> split;

    @BeforeAll
    static void weave() throws IOException {
        twins = Twins.compile("coverage");
        compact = twins.woven(Shape.COMPACT).files();
        split = twins.woven(Shape.SPLIT).files();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theCompactShapeHasTheLinesAndBranchesOfThePlainTwin(boolean suspends) throws Exception {
        assertThat(lines("Program", compact, suspends))
                .isEqualTo(lines("Program", twins.plain().files(), suspends));
    }

    @Test
    void awaitsThatFailAtOnceAreMissedAsCallsThatFailAre() throws Exception {
        assertThat(lines("Failures", compact, false))
                .isEqualTo(lines("Failures", twins.plain().files(), false));
    }

    /** The first half of its line has been run, and left, before there was a failure. */
    @Test
    void anAwaitThatSuspendsBeforeItFailsIsPartlyCovered() throws Exception {
        var failing = Map.of(25, "partly covered", 39, "partly covered");
        var expected = lines("Failures", twins.plain().files(), true);
        failing.keySet().forEach(line -> assertThat(expected).containsEntry(line, "missed"));
        expected.putAll(failing);

        assertThat(lines("Failures", compact, true)).isEqualTo(expected);
    }

    /** Its lines exist twice, so that one which ran may be covered in one of the two bodies alone. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void inTheSplitShapeWhatRanIsNotMissedAndWhatDidNotRunIsNotCovered(boolean suspends) throws Exception {
        var lines = lines("Program", split, suspends);

        var plain = lines("Program", twins.plain().files(), suspends);
        plain.forEach((line, status) -> assertThat(lines.get(line))
                .as("line %d", line)
                .matches(other -> other.startsWith("missed") == status.startsWith("missed")));
    }

    private static SortedMap<Integer, String> lines(String program, Map<String, byte[]> files, boolean suspends)
            throws Exception {
        return Coverage.lines(program + ".java", files, loader -> run(program, loader, suspends));
    }

    private static void run(String program, ClassLoader loader, boolean suspends) throws Exception {
        loader.loadClass("coverage.Pause").getField("suspends").setBoolean(null, suspends);
        var main = loader.loadClass("coverage." + program).getDeclaredMethod("everything");
        main.setAccessible(true);
        if (main.invoke(null) instanceof Coroutine<?> coroutine) {
            try (var runner = Runner.virtualTime()) {
                runner.run(coroutine);
            }
        }
    }
}
