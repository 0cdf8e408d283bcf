package io.heddle.examples.concurrent;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Runner;
import io.heddle.examples.Printed;
import io.heddle.examples.Timed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentTest {
    @Test
    void takesTwoSecondsNotThree() throws Exception {
        var lines = Printed.by(() -> assertThat(Timed.run(Concurrent.greet())).isEqualTo(ofSeconds(2)));

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).matches("Started at \\d\\d:\\d\\d:\\d\\d");
        assertThat(lines.subList(1, 3)).containsExactly("Hello", "World");
        assertThat(lines.get(3)).matches("Finished at \\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void theTraceShowsItsSleepsSideBySide(@TempDir Path folder) throws Exception {
        var file = folder.resolve("trace.json");
        try (var runner = Runner.builder().virtualTime(true).trace(file).build()) {
            Printed.by(() -> runner.run(Concurrent.greet()));
        }

        assertThat(Files.readAllLines(file))
                .filteredOn(line -> line.contains("await sleep"))
                .extracting(line -> line.replaceAll(".*(\"ts\".*?)}.*", "$1"))
                .containsExactly("\"ts\":0.000,\"dur\":1000000.000", "\"ts\":0.000,\"dur\":2000000.000");
    }
}
