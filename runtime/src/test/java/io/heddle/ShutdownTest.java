package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a real process does when it is told to end. */
class ShutdownTest {
    private static final int TERMINATED = 128 + 15;

    @Test
    void aTerminatedProcessCancelsMainAndWaitsUntilItHasCleanedUp() throws IOException, InterruptedException {
        var process = TestJvm.of(ShutdownProgram.class).start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("ready");
            process.toHandle().destroy(); // keeps the streams open, unlike Process.destroy()

            assertThat(output.lines()).containsExactly("cancelled: the JVM shuts down", "cleaned up", "ran again");
            assertThat(process.waitFor()).isEqualTo(TERMINATED);
        } finally {
            process.destroyForcibly();
        }
    }
}
