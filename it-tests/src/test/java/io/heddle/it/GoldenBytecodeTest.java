package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.util.TraceClassVisitor;

/**
 * The woven code of a handful of methods, as text that somebody has looked at: no allocation, no thread-local and no
 * switch on the path that doesn't suspend. Where the code is changed on purpose, copy the new file over the old one.
 */
class GoldenBytecodeTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final Path ACTUAL = Path.of("target", "golden");

    private static SortedMap<String, byte[]> woven;

    @BeforeAll
    static void weave() throws IOException {
        var sources = Compilation.standard().sources().stream()
                .filter(source -> source.toString().contains("golden"))
                .toList();
        var directory = TargetClasses.emptyDirectory("golden");
        Compilation.standard().compile(sources, directory);
        woven = WovenClasses.weave(TargetClasses.read(directory)).files();
    }

    /** What became of one method: its face, its bodies, bridges and captures. */
    @ParameterizedTest
    @ValueSource(strings = {"price", "total", "sum", "label", "name"})
    void methodIsAsReviewed(String method) throws IOException {
        var members = node("Shop");
        var names = Set.of(method, "lambda$" + method);
        members.fields.clear();
        members.methods.removeIf(member -> !names.contains(member.name.replaceFirst("\\$[a-z]+[0-9]*$", "")));
        compare(members, method + ".txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Call", "Frame"})
    void generatedClassIsAsReviewed(String kind) throws IOException {
        compare(node("Shop$$total$" + kind), "total." + kind + ".txt");
    }

    private static ClassNode node(String name) {
        var node = new ClassNode();
        new ClassReader(Objects.requireNonNull(woven.get("golden/" + name), name)).accept(node, ClassReader.SKIP_DEBUG);
        return node;
    }

    private static void compare(ClassNode node, String file) throws IOException {
        var golden = GOLDEN.resolve(file);
        var actual = ACTUAL.resolve(file);
        var writer = new StringWriter();
        node.accept(new TraceClassVisitor(new PrintWriter(writer)));
        var text = writer.toString().replace(System.lineSeparator(), "\n");
        Files.createDirectories(ACTUAL);
        Files.writeString(actual, text);

        assertThat(text)
                .as("%s differs from %s", actual.toAbsolutePath(), golden.toAbsolutePath())
                .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    }
}
