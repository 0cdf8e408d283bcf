package io.heddle.it;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.heddle.instrumenter.model.Shape;
import io.heddle.it.generate.Choices;
import io.heddle.it.generate.RandomProgram;
import io.heddle.it.generate.Shrinker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Random programs, held against themselves un-woven as in {@link DifferentialTest} and {@link ErrorInjectionTest}, in
 * either shape by turns. A failing one is made as small as can be and shown. {@code -Dheddle.programs=N} tries more of them, and
 * {@code -Dheddle.seed=S} begins elsewhere; the profile {@code fuzz} does both.
 */
class RandomProgramTest {
    private static final int PROGRAMS = Integer.getInteger("heddle.programs", 60);
    private static final long FIRST_SEED = Long.getLong("heddle.seed", 0);
    /** As many are compiled at once, because starting javac takes longer than compiling one. */
    private static final int BATCH = 20;

    private static final int SHRINKING_ATTEMPTS = 400;
    private static final int MASKS = 6;

    @TestFactory
    Stream<DynamicTest> programs() {
        return LongStream.iterate(FIRST_SEED, seed -> seed < FIRST_SEED + PROGRAMS, seed -> seed + BATCH)
                .boxed()
                .flatMap(RandomProgramTest::batch);
    }

    private static Stream<DynamicTest> batch(long firstSeed) {
        var sources = new TreeMap<String, String>();
        for (var seed = firstSeed; seed < firstSeed + BATCH; seed++) {
            var name = "Program" + seed;
            sources.put("random." + name, RandomProgram.write(name, Choices.random(seed)));
        }
        var shape = firstSeed / BATCH % 2 == 0 ? Shape.AUTO : Shape.COMPACT;
        var runs = compile("random", sources, shape);
        return LongStream.range(firstSeed, firstSeed + BATCH)
                .mapToObj(seed -> dynamicTest("seed " + seed, () -> test(runs, seed, shape)));
    }

    private static TargetRuns compile(String name, Map<String, String> sources, Shape shape) {
        try {
            return TargetRuns.of(TargetClasses.compile(Compilation.standard(), name, sources), shape);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void test(TargetRuns runs, long seed, Shape shape) {
        try {
            check(runs, "Program" + seed);
        } catch (AssertionError e) {
            var choices = Choices.random(seed);
            RandomProgram.write("Program", choices);
            var smallest = Shrinker.shrink(choices.made(), shorter -> fails(shorter, shape), SHRINKING_ATTEMPTS);
            throw new AssertionError(
                    "seed " + seed + ", made smaller:\n" + RandomProgram.write("Smaller", Choices.replay(smallest))
                            + "\n" + failure(smallest, shape),
                    e);
        }
    }

    private static boolean fails(List<Integer> choices, Shape shape) {
        return !failure(choices, shape).isEmpty();
    }

    /** What is wrong with the program that comes of these choices; empty where nothing is. */
    private static String failure(List<Integer> choices, Shape shape) {
        var sources = new TreeMap<String, String>();
        sources.put("random.Smaller", RandomProgram.write("Smaller", Choices.replay(choices)));
        var runs = compile("smaller", sources, shape);
        try {
            check(runs, "Smaller");
            return "";
        } catch (TestAbortedException e) {
            return "";
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void check(TargetRuns runs, String name) {
        var className = "random." + name;
        var target = new TargetCase(className, "run", null, className);
        var expected = runs.expected(target);
        assumeFalse(
                expected.thrown() instanceof VerifyError,
                "javac 17 makes invalid class files of some switch expressions in conditions");
        Differential.compare(runs.woven(target, Script.always(Resumption.READY)), expected, "every await ready");
        Differential.compare(runs.woven(target, Script.always(Resumption.CALLBACK)), expected, "every await suspends");
        for (var seed = 0; seed < MASKS; seed++) {
            Differential.compare(runs.woven(target, Script.random(seed)), expected, "mask " + seed);
        }
        var injection = new ErrorInjection(runs, target, Script.random(1));
        injection.intoLeaves(Resumption.YIELD);
        injection.intoCaptures();
    }
}
