package io.heddle.examples.concurrent;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.Printed;
import io.heddle.examples.Timed;
import org.junit.jupiter.api.Test;

class ConcurrentTest {
    @Test
    void takesTwoSecondsNotThree() throws Exception {
        var lines = Printed.by(() -> assertThat(Timed.run(Concurrent.greet())).isEqualTo(ofSeconds(2)));

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).matches("Started at \\d\\d:\\d\\d:\\d\\d");
        assertThat(lines.subList(1, 3)).containsExactly("Hello", "World");
        assertThat(lines.get(3)).matches("Finished at \\d\\d:\\d\\d:\\d\\d");
    }
}
