package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.collections4.CollectionUtils;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.io.IOUtils;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.text.StringSubstitutor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random bytecode: in well-known libraries every method that can be is made async, with awaits at random instructions, and
 * the library's own tests must not notice. A difference is brought down to the fewest awaits that make it. The profile
 * {@code fuzz} takes all tests of the libraries; {@code -Dheddle.librarySeed=S} begins elsewhere.
 */
class LibraryFuzzTest {
    private static final boolean ALL = Boolean.getBoolean("heddle.libraries");
    private static final long FIRST_SEED = Long.getLong("heddle.librarySeed", 1);
    private static final int SEEDS = Integer.getInteger("heddle.librarySeeds", 1);
    /** Tests of the default build: fast ones, of code with loops, switches and arrays. */
    private static final List<String> FAST = List.of(
            "Base16Test",
            "Caverphone2Test",
            "MatchRatingApproachEncoderTest",
            "MetaphoneTest",
            "NysiisTest",
            "PercentCodecTest",
            "QCodecTest",
            "RefinedSoundexTest",
            "SoundexTest",
            "URLCodecTest");

    @TestFactory
    Stream<DynamicTest> codec() throws IOException, ClassNotFoundException {
        return tests(Library.of(Hex.class, "org.apache.commons.codec.binary.HexTest"));
    }

    @TestFactory
    Stream<DynamicTest> cli() throws IOException, ClassNotFoundException {
        return inFull(Options.class, "org.apache.commons.cli.OptionsTest");
    }

    @TestFactory
    Stream<DynamicTest> csv() throws IOException, ClassNotFoundException {
        return inFull(CSVFormat.class, "org.apache.commons.csv.CSVFormatTest", IOUtils.class, Hex.class);
    }

    @TestFactory
    Stream<DynamicTest> text() throws IOException, ClassNotFoundException {
        return inFull(StringSubstitutor.class, "org.apache.commons.text.StringSubstitutorTest", StringUtils.class);
    }

    @TestFactory
    Stream<DynamicTest> collections() throws IOException, ClassNotFoundException {
        return inFull(CollectionUtils.class, "org.apache.commons.collections4.BagUtilsTest", IOUtils.class);
    }

    @TestFactory
    Stream<DynamicTest> lang() throws IOException, ClassNotFoundException {
        return inFull(StringUtils.class, "org.apache.commons.lang3.StringUtilsTest");
    }

    @TestFactory
    Stream<DynamicTest> io() throws IOException, ClassNotFoundException {
        return inFull(IOUtils.class, "org.apache.commons.io.IOUtilsTest");
    }

    private static Stream<DynamicTest> inFull(Class<?> member, String test, Class<?>... dependencies)
            throws IOException, ClassNotFoundException {
        return ALL ? tests(Library.of(member, test, dependencies)) : Stream.of();
    }

    private static Stream<DynamicTest> tests(Library library) {
        var tests = library.testClasses().stream()
                .filter(name -> ALL || FAST.contains(name.substring(name.lastIndexOf('.') + 1)))
                .toList();
        var expected = LibraryRun.of(library.unchanged(), tests);
        assertThat(expected).isNotEmpty();
        return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS)
                .mapToObj(LibraryVariant::new)
                .map(variant -> dynamicTest(
                        variant.toString(),
                        () -> new LibraryComparison(madeAsync(library, variant), tests, expected, variant).check()));
    }

    private static Library madeAsync(Library library, LibraryVariant variant) {
        return variant.includesTests() ? library.includingTests() : library;
    }
}
