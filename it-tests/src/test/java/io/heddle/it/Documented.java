package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A program of {@code docs/debugging.md}, and the text below it that says what a tool shows of it; an HTML comment above the
 * text names the tool. The samples of the documents are run elsewhere; here they meet tools that need more than that.
 *
 * @param name of its class, in the unnamed package
 * @param source its text
 * @param shown what the document says that the tool shows
 */
record Documented(String name, String source, String shown) {
    private static final Path ACTUAL = Path.of("target", "golden", "documented");
    private static final Path DOCUMENT = Path.of("..", "docs", "debugging.md");
    private static final String PROGRAM = "```java\n((?:(?!```).)*public class (\\w+)(?:(?!```).)*)```";
    private static final String BETWEEN = "(?:(?!```java).)*";

    /** The program that stands before what {@code tool} shows. */
    static Documented of(String tool) throws IOException {
        var text = Pattern.compile(PROGRAM + BETWEEN + "<!-- " + tool + " -->\n```text\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT));
        if (!text.find()) {
            throw new AssertionError("no program with what the " + tool + " shows in " + DOCUMENT);
        }
        return new Documented(text.group(2), text.group(1), text.group(3));
    }

    /** Fails where the document says something else, but for what is taken out of both; the text is left for whoever copies it. */
    void check(String actual, UnaryOperator<String> masked) throws IOException {
        Files.createDirectories(ACTUAL);
        var file = Files.writeString(ACTUAL.resolve(name + ".txt"), actual);
        assertThat(masked.apply(actual))
                .as("%s differs from the text in %s", file.toAbsolutePath(), DOCUMENT)
                .isEqualTo(masked.apply(shown));
    }

    /** The program compiled, and not woven. */
    TargetClasses compile() throws IOException {
        return TargetClasses.compile(Compilation.standard(), "documented", Map.of(name, source));
    }
}
