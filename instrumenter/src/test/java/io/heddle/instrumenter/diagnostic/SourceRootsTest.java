package io.heddle.instrumenter.diagnostic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRootsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void findsASourceByPackageAndFileName() throws IOException {
        var first = folder.resolve("first");
        var second = folder.resolve("second");
        write(second.resolve("com/example/Hello.java"), "hello".getBytes(UTF_8));
        write(second.resolve("Top.java"), "top".getBytes(UTF_8));
        var roots = new SourceRoots(List.of(first, second));

        assertThat(roots.find("com/example/Hello$Inner", "Hello.java"))
                .hasValueSatisfying(text -> assertThat(text.line(1)).isEqualTo("hello"));
        assertThat(roots.find("Top", "Top.java"))
                .hasValueSatisfying(text -> assertThat(text.line(1)).isEqualTo("top"));
        assertThat(roots.find("com/example/Other", "Other.java")).isEmpty();
    }

    @Test
    void showsWhatIsNoUtf8AsWellAsItCan() throws IOException {
        write(folder.resolve("A.java"), new byte[] {'a', (byte) 0xe9, 'b'});

        assertThat(new SourceRoots(List.of(folder)).find("A", "A.java"))
                .hasValueSatisfying(text -> assertThat(text.line(1)).isEqualTo("a\ufffdb"));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(requireNonNull(file.getParent()));
        Files.write(file, content);
    }
}
