package io.heddle.it;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import io.heddle.it.generate.Choices;
import io.heddle.it.generate.RandomProgram;
import io.heddle.it.generate.Shrinker;
import io.heddle.it.reshape.Reshaping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Random programs, held against themselves un-woven as in {@link DifferentialTest} and {@link ErrorInjectionTest}, by
 * several compilers, in either shape and with few direct calls or all, as the compiler wrote them or rewritten, by turns. A
 * failing one is made as small as can be and shown. {@code -Dheddle.programs=N} tries more of them, {@code
 * -Dheddle.weavings=N} in more ways each, and {@code -Dheddle.seed=S} begins elsewhere; the profile {@code fuzz} does all
 * of that.
 */
class RandomProgramTest {
    private static final int PROGRAMS = Integer.getInteger("heddle.programs", 30);
    private static final long FIRST_SEED = Long.getLong("heddle.seed", 0);
    /**
     * As many are compiled at once, because starting javac takes longer than compiling one. Not more, because the compiler
     * breaks down on one in thirty, and the others are compiled again.
     */
    private static final int BATCH = 6;

    /** How often each of them is woven, differently each time: compiling it takes longer than that and all of its runs. */
    private static final int WEAVINGS = Integer.getInteger("heddle.weavings", 1);

    private static final int SHRINKING_ATTEMPTS = Integer.getInteger("heddle.shrinking", 400);
    private static final int MASKS = 6;

    @TestFactory
    Stream<DynamicTest> programs() {
        return LongStream.iterate(FIRST_SEED, seed -> seed < FIRST_SEED + PROGRAMS, seed -> seed + BATCH)
                .boxed()
                .flatMap(RandomProgramTest::batch);
    }

    private static Stream<DynamicTest> batch(long firstSeed) {
        var weavings = Weavings.of((int) (firstSeed / BATCH));
        var compiled = new TreeMap<Long, Compiled>();
        weavings.compile(LongStream.range(firstSeed, firstSeed + BATCH).boxed().toList(), compiled);
        return compiled.entrySet().stream()
                .flatMap(program -> weavings.modes().stream()
                        .map(mode -> dynamicTest(
                                "seed " + program.getKey() + ", " + mode,
                                () -> test(mode, program.getValue(), program.getKey()))));
    }

    private static void test(Mode mode, Compiled compiled, long seed) {
        try {
            var name = "Program" + seed;
            mode.check(compiled.runs(mode), name, mode.write(name, Choices.random(seed)));
        } catch (AssertionError e) {
            var choices = Choices.random(seed);
            mode.write("Program", choices);
            var smallest = Shrinker.shrink(
                    choices.made(), shorter -> !failure(shorter, mode).isEmpty(), SHRINKING_ATTEMPTS);
            throw new AssertionError(
                    "seed " + seed + ", made smaller:\n" + mode.write("Smaller", Choices.replay(smallest)) + "\n"
                            + failure(smallest, mode),
                    e);
        }
    }

    /** What is wrong with the program that comes of these choices; empty where nothing is. */
    private static String failure(List<Integer> choices, Mode mode) {
        try {
            var source = mode.write("Smaller", Choices.replay(choices));
            var compiled = new Weavings(List.of(mode)).compile(Map.of("random.Smaller", source));
            mode.check(compiled.runs(mode), "Smaller", source);
            return "";
        } catch (TestAbortedException e) {
            return "";
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** What came of a compilation and its weavings. */
    @FunctionalInterface
    private interface Compiled {
        TargetRuns runs(Mode mode);
    }

    /** A compiler that breaks down on a program, which they do, is no failure of that program. */
    private record Failed(Throwable cause) implements Compiled {
        @Override
        public TargetRuns runs(Mode mode) {
            if (cause instanceof RuntimeException) {
                throw new TestAbortedException("the compiler breaks down", cause);
            }
            throw new AssertionError(cause);
        }
    }

    /** Modes of one compilation. */
    private record Weavings(List<Mode> modes) {
        static Weavings of(int number) {
            return new Weavings(IntStream.range(0, WEAVINGS)
                    .mapToObj(i -> Mode.of(number + i * Mode.COMPILATIONS.size()))
                    .toList());
        }

        /** Compiles the programs of these seeds, all at once or, where one of them can't be compiled, by halves. */
        void compile(List<Long> seeds, Map<Long, Compiled> results) {
            var sources = new TreeMap<String, String>();
            for (var seed : seeds) {
                sources.put("random.Program" + seed, modes.get(0).write("Program" + seed, Choices.random(seed)));
            }
            var compiled = compile(sources);
            if (compiled instanceof Failed && seeds.size() > 1) {
                var half = seeds.size() / 2;
                compile(seeds.subList(0, half), results);
                compile(seeds.subList(half, seeds.size()), results);
            } else {
                seeds.forEach(seed -> results.put(seed, compiled));
            }
        }

        Compiled compile(Map<String, String> sources) {
            var first = modes.get(0);
            try {
                var targets = TargetClasses.compile(first.compilation(), "random", sources);
                var runs = new HashMap<Mode, TargetRuns>();
                for (var mode : modes) {
                    runs.put(mode, mode.weave(targets));
                }
                return mode -> Objects.requireNonNull(runs.get(mode));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (AssertionError e) {
                return new Failed(first.isNoMatterOfOurs(e) ? new IllegalStateException(e) : e);
            } catch (RuntimeException e) {
                return new Failed(e);
            }
        }
    }

    /** How a program is compiled, rewritten and woven. */
    private record Mode(Compilation compilation, Optional<Reshaping> form, WeavingOptions options) {
        static final List<Compilation> COMPILATIONS =
                Compilation.all().stream().map(Compilation::keepingVariables).toList();

        /** One of all combinations. */
        static Mode of(int number) {
            var compilation = COMPILATIONS.get(number % COMPILATIONS.size());
            var forms = new ArrayList<>(List.of(Optional.<Reshaping>empty()));
            Reshaping.tellable(compilation.debugInfo()).forEach(form -> forms.add(Optional.of(form)));
            var rest = number / COMPILATIONS.size();
            var shape = rest % 2 == 0 ? Shape.SPLIT : Shape.COMPACT;
            var directCalls = List.of(DirectCalls.values()).get(rest / 2 % DirectCalls.values().length);
            // Not the number alone: as many forms as there are compilations, or a multiple, would always meet the same.
            var form = forms.get((number + rest) % forms.size());
            return new Mode(compilation, form, new WeavingOptions(shape, directCalls, List.of()));
        }

        String write(String name, Choices choices) {
            return RandomProgram.write(name, choices, compilation.release());
        }

        TargetRuns weave(TargetClasses targets) throws IOException {
            var rewritten = form.map(targets::reshaped).orElse(targets);
            return TargetRuns.of(targets, WovenClasses.weave(rewritten, List.of(), options));
        }

        /** What javac takes, Eclipse's compiler may refuse; and a random method may be larger than a class file can hold. */
        private boolean isNoMatterOfOurs(AssertionError refusal) {
            return isByEclipse() || String.valueOf(refusal.getMessage()).contains("error: code too large");
        }

        private boolean isByEclipse() {
            return compilation.compiler() instanceof EclipseCompiler;
        }

        void check(TargetRuns runs, String name, String source) {
            var className = "random." + name;
            var target = new TargetCase(className, "run", null, className);
            assumeFalse(runs.areInvalid(className), "javac 17 makes invalid class files of some switch expressions");
            // A finally is copied to each way out, and four of them in each other many times over.
            assumeFalse(
                    runs.areRefused(className, DiagnosticCode.HED016), "woven, a method is too large for a class file");
            assumeFalse(
                    isByEclipse()
                            && (runs.areRefused(className, DiagnosticCode.HED010)
                                    || runs.areRefused(className, DiagnosticCode.HED012)),
                    "Eclipse's compiler drops what a finally returns another value in place of");
            Differential.compare(runs, target, Script.always(Resumption.READY), "every await ready");
            Differential.compare(runs, target, Script.always(Resumption.CALLBACK), "every await suspends");
            for (var seed = 0; seed < MASKS; seed++) {
                Differential.compare(runs, target, Script.random(seed), "mask " + seed);
            }
            var injection = new ErrorInjection(runs, target, Script.random(1));
            injection.intoLeaves(Resumption.YIELD);
            if (!RandomProgram.hasOtherKinds(source)) {
                injection.cancellations();
            }
            if (compilation.namesMethodsAsReference()
                    && !RandomProgram.hasManyStacks(source)
                    && !RandomProgram.isRecursive(source)) {
                injection.intoCaptures();
            }
        }

        @Override
        public String toString() {
            var rewritten = form.map(each -> ", " + each).orElse("");
            return compilation.name() + rewritten + ", " + options.shape() + ", direct calls " + options.directCalls();
        }
    }
}
