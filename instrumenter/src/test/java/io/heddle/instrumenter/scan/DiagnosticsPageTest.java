package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.fixture.JavaSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about diagnostics has a section for each code, and its examples are as wrong and as right as they say. */
class DiagnosticsPageTest {
    private static final Path PAGE = Path.of("../docs/diagnostics.md");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PARTS = Pattern.compile(
            ".*\n\\*\\*Wrong\\*\\*\n(.*)\n\\*\\*Why\\*\\*\n(.*)\n\\*\\*Right\\*\\*\n(.*)", Pattern.DOTALL);

    /** What is about whole class files, their sizes and their surroundings has no example of a few lines. */
    private static final EnumSet<DiagnosticCode> WITHOUT_EXAMPLE = EnumSet.of(
            DiagnosticCode.HED015,
            DiagnosticCode.HED016,
            DiagnosticCode.HED017,
            DiagnosticCode.HED018,
            DiagnosticCode.HED019,
            DiagnosticCode.HED020,
            DiagnosticCode.HED024,
            DiagnosticCode.HED025,
            DiagnosticCode.HED026,
            DiagnosticCode.HED027,
            DiagnosticCode.HED028,
            DiagnosticCode.HED029);

    /** Types that the page's examples use. */
    private static final String CONDITION = "package io.heddle.sync;\npublic class AsyncCondition {"
            + " public io.heddle.Coroutine<Void> awaitSignal() { throw new IllegalStateException(); } }";

    @Test
    void everyCodeHasASectionInItsOrder() throws IOException {
        var codes = Stream.of(DiagnosticCode.values()).map(DiagnosticCode::name);

        assertThat(sections().stream().map(section -> section.substring(0, "HED000".length())))
                .containsExactlyElementsOf(codes.toList());
    }

    @ParameterizedTest
    @MethodSource("sections")
    void theWrongExampleIsRefusedWithThisCodeAndTheRightOneIsNot(String section) {
        var code = DiagnosticCode.valueOf(section.substring(0, "HED000".length()));
        var parts = PARTS.matcher(section);
        assertThat(parts.matches()).as("Wrong, Why, Right").isTrue();
        var wrong = examples(parts.group(1));
        var right = examples(parts.group(3));

        if (WITHOUT_EXAMPLE.contains(code)) {
            assertThat(wrong).isEmpty();
        } else {
            assertThat(wrong)
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(codesOf(example)).containsExactly(code.name()));
            assertThat(right)
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(codesOf(example)).isEmpty());
        }
        assertThat(parts.group(2)).isNotBlank();
    }

    @Test
    void theErrorThatThePageShowsIsTheErrorThatUsersSee() throws IOException {
        var shown = Files.readString(PAGE).replaceFirst("(?s).*?```text\n(.*?)```.*", "$1");
        var members = "\n".repeat(4) + "int total() {\n\n\n\n\nreturn await(price(\"tea\"));\n}"
                + "Coroutine<Integer> price(String item) { return done(1); }";

        assertThat(RuleTester.check(sample(members))).isEqualTo(shown);
    }

    static List<String> sections() throws IOException {
        return Stream.of(Files.readString(PAGE).split("\n## ")).skip(1).toList();
    }

    private static List<String> examples(String part) {
        var examples = new ArrayList<String>();
        for (var block = JAVA.matcher(part); block.find(); ) {
            examples.add(block.group(1));
        }
        return examples;
    }

    private static List<String> codesOf(String members) {
        return RuleTester.check(sample(members))
                .lines()
                .filter(line -> line.contains(": error: ["))
                .map(line -> line.replaceFirst(".*\\[(\\w+)].*", "$1"))
                .toList();
    }

    private static JavaSources sample(String members) {
        return JavaSources.of("import static io.heddle.Coroutines.*; import static java.time.Duration.*;"
                        + " import io.heddle.*; import java.time.Duration; import java.util.*;\n"
                        + "class Sample {\n" + members + "\n}\n")
                .and(CONDITION);
    }
}
