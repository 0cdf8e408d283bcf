package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.heddle.instrumenter.model.Shape;
import io.heddle.it.generate.Shrinker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.collections4.CollectionUtils;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;

/**
 * Random bytecode: in well-known libraries every method that can be is made async, with awaits at random instructions, and
 * the library's own tests must not notice. A difference is brought down to the fewest awaits that make it. The profile
 * {@code fuzz} takes all tests of the libraries; {@code -Dheddle.librarySeed=S} begins elsewhere.
 */
class LibraryFuzzTest {
    private static final boolean ALL = Boolean.getBoolean("heddle.libraries");
    private static final long FIRST_SEED = Long.getLong("heddle.librarySeed", 1);
    private static final int SEEDS = Integer.getInteger("heddle.librarySeeds", 1);
    private static final int SHRINKING_ATTEMPTS = 200;
    /** Tests of the default build: fast ones, of code with loops, switches and arrays. */
    private static final List<String> FAST = List.of(
            "HexTest", "Base16Test", "Base32Test", "SoundexTest", "MetaphoneTest", "URLCodecTest", "QCodecTest");

    @TestFactory
    Stream<DynamicTest> codec() throws IOException, ClassNotFoundException {
        return tests(Library.of(Hex.class, "org.apache.commons.codec.binary.HexTest"));
    }

    @TestFactory
    Stream<DynamicTest> collections() throws IOException, ClassNotFoundException {
        return ALL
                ? tests(Library.of(CollectionUtils.class, "org.apache.commons.collections4.BagUtilsTest"))
                : Stream.of();
    }

    @TestFactory
    Stream<DynamicTest> csv() throws IOException, ClassNotFoundException {
        return ALL ? tests(Library.of(CSVFormat.class, "org.apache.commons.csv.CSVFormatTest")) : Stream.of();
    }

    private static Stream<DynamicTest> tests(Library library) {
        var tests = library.testClasses().stream()
                .filter(name -> ALL || FAST.contains(name.substring(name.lastIndexOf('.') + 1)))
                .toList();
        var expected = LibraryRun.of(library.unchanged(), tests);
        assertThat(expected).isNotEmpty();
        return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS)
                .boxed()
                .flatMap(seed -> Stream.of(Shape.SPLIT, Shape.COMPACT)
                        .map(shape -> dynamicTest(
                                "seed " + seed + ", " + shape,
                                () -> new Comparison(library, tests, expected, seed, shape).check())));
    }

    /** One library, one seed. */
    private record Comparison(
            Library library,
            List<String> tests,
            SortedMap<String, TestExecutionResult> expected,
            long seed,
            Shape shape) {
        void check() {
            var rewriter = AsyncRewriter.everywhere(seed);
            var differences = differences(rewriter);
            if (!differences.isEmpty()) {
                var all = IntStream.range(0, rewriter.awaits()).boxed().toList();
                var fewest = Shrinker.shrink(
                        all, kept -> !differences(rewriter(kept)).isEmpty(), SHRINKING_ATTEMPTS);
                var smallest = rewriter(fewest);
                throw new AssertionError(differences(smallest) + "\nwith awaits at " + smallest.places());
            }
            System.out.printf(
                    "%s, seed %d, %s: %d tests ran alike with %d methods and %d awaits%n",
                    library.jar().getFileName(), seed, shape, expected.size(), rewriter.methods(), rewriter.awaits());
        }

        private AsyncRewriter rewriter(List<Integer> kept) {
            return AsyncRewriter.onlyAt(seed, new HashSet<>(kept));
        }

        private List<String> differences(AsyncRewriter rewriter) {
            var actual = LibraryRun.of(library.woven(rewriter, shape), tests);
            var differences = new ArrayList<String>();
            expected.forEach((test, result) -> {
                var other = actual.get(test);
                if (other == null || other.getStatus() != result.getStatus()) {
                    differences.add(test + ": " + other + ", but un-woven: " + result);
                }
            });
            return differences;
        }
    }
}
