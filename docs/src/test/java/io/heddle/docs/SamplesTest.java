package io.heddle.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every {@code java} block of the documents is a compilation unit that compiles without a warning, weaves and loads.
 * One with a {@code main} method is run, and what it prints and what Heddle logs is the {@code text} block that follows,
 * but for numbers of milliseconds and lines of the JDK in stack traces. A block may have a
 * mark, an HTML comment on the line above it:
 *
 * <ul>
 *   <li>{@code member}: the block is the inside of a class;
 *   <li>{@code wrong HED001}: the same, and the instrumenter refuses it with that code;
 *   <li>{@code sketch}: it shows what code becomes, and is not compiled.
 * </ul>
 */
class SamplesTest {
    private static final String BEFORE_MEMBERS = """
            import static io.heddle.Coroutines.*;
            import static java.time.Duration.*;
            import io.heddle.*;
            import java.io.*;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            class Sample {
            """;

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> javaBlocks() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var document : Document.all()) {
            var blocks = document.codeBlocks();
            for (var i = 0; i < blocks.size(); i++) {
                var block = blocks.get(i);
                if (block.language().equals("java") && !block.mark().equals("sketch")) {
                    var output = outputBehind(blocks, i);
                    tests.add(DynamicTest.dynamicTest(block.place(), () -> check(block, output)));
                }
            }
        }
        return tests;
    }

    @Test
    void theReadmeBeginsWithAProgramAndItsOutput() throws IOException {
        var blocks = Document.read(Path.of("README.md")).codeBlocks();

        assertThat(blocks.get(0).language()).isEqualTo("java");
        assertThat(outputBehind(blocks, 0)).isPresent();
    }

    private static Optional<String> outputBehind(List<CodeBlock> blocks, int index) {
        return blocks.stream()
                .skip(index + 1)
                .limit(1)
                .filter(next -> next.language().equals("text"))
                .map(CodeBlock::text)
                .findFirst();
    }

    private void check(CodeBlock block, Optional<String> output) throws Exception {
        var home = Files.createTempDirectory(folder, "sample");
        switch (block.mark().replaceFirst(" .*", "")) {
            case "" -> checkRuns(SampleProgram.build(block.text(), home), output);
            case "member" -> checkRuns(SampleProgram.build(BEFORE_MEMBERS + block.text() + "}\n", home), output);
            case "wrong" ->
                assertThat(SampleProgram.build(BEFORE_MEMBERS + block.text() + "}\n", home)
                                .diagnostics())
                        .extracting(diagnostic -> diagnostic.code().toString())
                        .containsExactly(block.mark().replaceFirst(".* ", ""));
            default -> throw new AssertionError(block.place() + ": unknown mark: " + block.mark());
        }
    }

    private static void checkRuns(SampleProgram program, Optional<String> output) throws Exception {
        assertThat(program.diagnostics()).isEmpty();
        var main = program.load();
        if (main.isPresent()) {
            var expected = timeless(output.orElse(""));
            var actual = timeless(SampleProgram.output(main.orElseThrow()));
            assertThat(expected.contains("held the loop") ? actual : withoutLongSteps(actual))
                    .isEqualTo(expected);
        }
    }

    /** What was measured is another number each time, and the JDK's own lines differ from one to the next. */
    private static String timeless(String text) {
        return text.replaceAll("\\d+ ms", "_ ms").replaceAll("(\tat java\\.base/.*\\R)+", "\tat java.base/..\n");
    }

    /** On a machine that is busy, any step may be a long one. */
    private static String withoutLongSteps(String text) {
        return text.replaceAll("WARNING: .* held the loop for _ ms(, .*(\\R\\tat .*)*)?\\R", "");
    }
}
