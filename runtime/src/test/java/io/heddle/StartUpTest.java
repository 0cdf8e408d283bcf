package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a small program has to load before it does anything. */
class StartUpTest {
    private static final Pattern WATCHED = Pattern.compile("io\\.heddle\\.|LambdaForm\\$MH/|jdk\\.jfr\\.");

    @Test
    void aLoopStartsWithoutAnyClassThatIsMadeAtRunTimeAndWithoutTheFlightRecorder() throws IOException {
        var process = TestJvm.of(StartUpProgram.class, "-Xlog:class+load").start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            var loaded = output.lines()
                    .filter(line ->
                            !line.contains(" source: ") || WATCHED.matcher(line).find())
                    .map(line -> line.replaceAll("^\\[.*] | source: .*", ""))
                    .toList();

            assertThat(loaded).contains("slept", "io.heddle.SingleThreadLoop");
            assertThat(loaded)
                    .noneMatch(name -> name.contains("$$Lambda"))
                    .noneMatch(name -> name.startsWith("java.lang.invoke.LambdaForm$MH"))
                    .noneMatch(name -> name.startsWith("io.heddle.Jfr") || name.startsWith("jdk.jfr.Event"));
        } finally {
            process.destroyForcibly();
        }
    }
}
