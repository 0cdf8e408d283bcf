package io.heddle.instrumenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The agent sees the classes of the runtime, and so does the command where an application is one jar. */
class RuntimeItselfTest {
    @Test
    void isLeftAsItIs() throws Exception {
        var runtime = JavaProgram.runtime();
        try (var instrumenter = new Instrumenter(new InstrumenterOptions(List.of(runtime), List.of()))) {
            WeavingTarget.at(runtime).visitClasses((path, classFile) -> {
                var result = instrumenter.instrument(classFile);
                assertThat(result.diagnostics()).as(path).isEmpty();
                assertThat(result.changed()).as(path).isFalse();
            });
        }
    }
}
