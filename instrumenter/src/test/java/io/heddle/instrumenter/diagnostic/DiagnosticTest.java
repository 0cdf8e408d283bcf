package io.heddle.instrumenter.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiagnosticTest {
    @Test
    void theSourceLineStandsBetweenWhatIsWrongAndWhy() {
        assertThat(diagnostic("await(x);\n^").text())
                .isEqualTo("[HED001] what\n    await(x);\n    ^\n  why\n  instead");
    }

    @Test
    void doesWithoutTheSourceLine() {
        assertThat(diagnostic(null).text()).isEqualTo("[HED001] what\n  why\n  instead");
    }

    private static Diagnostic diagnostic(@Nullable String excerpt) {
        return new Diagnostic(
                DiagnosticCode.HED001, "com.example.Hello", "main", "Hello.java", 12, "what\nwhy\ninstead", excerpt);
    }
}
