package io.heddle.instrumenter.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiagnosticTest {
    @Test
    void isRenderedAsCompilersDo() {
        assertThat(diagnostic("Hello.java", 12, "await(x);\n^").render()).isEqualTo("""
                        Hello.java:12: error: [HED001] what
                            await(x);
                            ^
                          why
                          instead""");
    }

    @Test
    void doesWithoutSourceLineAndFile() {
        assertThat(diagnostic("Hello.java", 12, null).render())
                .isEqualTo("Hello.java:12: error: [HED001] what\n  why\n  instead");
        assertThat(diagnostic("Hello.java", 0, null).render())
                .isEqualTo("Hello.java: error: [HED001] what\n  why\n  instead");
        assertThat(diagnostic(null, 0, null).render())
                .isEqualTo("com.example.Hello: error: [HED001] what\n  why\n  instead");
    }

    @Test
    void leavesThePlaceToToolsThatShowTheirOwn() {
        assertThat(diagnostic("Hello.java", 12, "await(x);\n^").text())
                .isEqualTo("[HED001] what\n    await(x);\n    ^\n  why\n  instead");
    }

    private static Diagnostic diagnostic(@Nullable String sourceFile, int line, @Nullable String excerpt) {
        return new Diagnostic(
                DiagnosticCode.HED001, "com.example.Hello", "main", sourceFile, line, "what\nwhy\ninstead", excerpt);
    }
}
