package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** The comparison of woven runs with what is expected: one test for each target and mode. */
final class Differential {
    private final String compilation;
    private final TargetRuns runs;

    private Differential(String compilation, TargetRuns runs) {
        this.compilation = compilation;
        this.runs = runs;
    }

    /**
     * Tests for all targets of {@code runs}.
     *
     * @param masks how many random scripts each target is run under
     */
    static DynamicNode tests(String compilation, TargetRuns runs, int masks) {
        var differential = new Differential(compilation, runs);
        var targets = TargetCase.of(runs.targets()).flatMap(target -> differential.tests(target, masks));
        return dynamicContainer(compilation, targets);
    }

    private Stream<DynamicNode> tests(TargetCase target, int masks) {
        return Stream.of(
                dynamicTest(
                        target + ", every await ready",
                        () -> compare(target, Script.always(Resumption.READY), "every await ready")),
                dynamicTest(
                        target + ", every await suspends",
                        () -> compare(target, Script.always(Resumption.CALLBACK), "every await suspends")),
                dynamicTest(target + ", random masks", () -> {
                    for (var seed = 0; seed < masks; seed++) {
                        compare(target, Script.random(seed), "mask " + seed);
                    }
                }));
    }

    private void compare(TargetCase target, Script script, String mode) {
        compare(runs, target, script, target + ", " + compilation + ", " + mode);
    }

    /** Runs {@code target}, woven; fails where that can be told from what is expected. */
    static void compare(TargetRuns runs, TargetCase target, Script script, String what) {
        var actual = runs.woven(target, script);
        var expected = runs.expected(target);
        compare(actual, expected, what);
        if (runs.tellLines(target)) {
            assertThat(actual.line()).as(what + ", the line of the exception").isEqualTo(expected.line());
        }
    }

    /** Fails where the two can be told apart; what was thrown is at hand then. */
    static void compare(Observation actual, Observation expected, String what) {
        if (actual.text().equals(expected.text())) {
            return;
        }
        try {
            assertThat(actual.text()).as(what).isEqualTo(expected.text());
        } catch (AssertionError e) {
            if (actual.thrown() != null) {
                e.addSuppressed(actual.thrown());
            }
            throw e;
        }
    }
}
