package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a real process does when it is told to end. */
class ShutdownTest {
    private static final int TERMINATED = 128 + 15;

    @Test
    void aTerminatedProcessCancelsMainAndWaitsUntilItHasCleanedUp() throws IOException, InterruptedException {
        var process = start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("ready");
            process.toHandle().destroy(); // keeps the streams open, unlike Process.destroy()

            assertThat(output.lines()).containsExactly("cancelled: the JVM shuts down", "cleaned up");
            assertThat(process.waitFor()).isEqualTo(TERMINATED);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start() throws IOException {
        var classPath = Stream.of("classes", "test-classes")
                .map(it -> Path.of("target", it).toAbsolutePath().toString())
                .collect(Collectors.joining(System.getProperty("path.separator")));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        classPath,
                        ShutdownProgram.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
