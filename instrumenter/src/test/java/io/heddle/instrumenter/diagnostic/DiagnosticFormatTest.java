package io.heddle.instrumenter.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticFormatTest {
    @TempDir
    Path sources;

    @Test
    void aSourceFileThatIsFoundIsNamedByItsPath() throws IOException {
        var file = Files.createDirectories(sources.resolve("com/example")).resolve("Hello.java");
        Files.createFile(file);
        var diagnostic = new Diagnostic(
                DiagnosticCode.HED001,
                "com.example.Hello$Inner",
                "greet",
                "Hello.java",
                12,
                "no\nbecause",
                "await(x);\n^");

        assertThat(format().asJavac(diagnostic))
                .isEqualTo(file + ":12: error: [HED001] no\n    await(x);\n    ^\n  because");
        assertThat(format().asMaven(diagnostic)).isEqualTo(file + ":[12] [HED001] no\n    await(x);\n    ^\n  because");
    }

    @Test
    void aSourceFileThatIsNotAtHandIsNamedWithItsPackage() {
        var diagnostic =
                new Diagnostic(DiagnosticCode.HED001, "com.example.Hello", "greet", "Hello.java", 12, "no", null);

        assertThat(format().asJavac(diagnostic)).isEqualTo("com/example/Hello.java:12: error: [HED001] no");
        assertThat(format().asMaven(diagnostic)).isEqualTo("com/example/Hello.java:[12] [HED001] no");
    }

    @Test
    void withoutDebugDataTheClassIsNamed() {
        var diagnostic = new Diagnostic(DiagnosticCode.HED001, "com.example.Hello", null, null, 0, "no", null);

        assertThat(format().asJavac(diagnostic)).isEqualTo("com.example.Hello: error: [HED001] no");
        assertThat(format().asMaven(diagnostic)).isEqualTo("com.example.Hello [HED001] no");
    }

    private DiagnosticFormat format() {
        return new DiagnosticFormat(new SourceRoots(List.of(sources)));
    }
}
