package io.heddle.examples.delay;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.Printed;
import io.heddle.examples.Timed;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "2, 2000", "0.25, 250", "1.50, 1500"})
    void waitsAsLongAsItSays(String argument, long millis) throws Exception {
        var seconds = Delay.seconds(argument).orElseThrow();
        var lines = Printed.by(
                () -> assertThat(Timed.run(Delay.helloAfter(seconds))).isEqualTo(Duration.ofMillis(millis)));

        assertThat(lines).containsExactly("Hello after " + argument + " seconds...");
    }

    @Test
    void longestAndFinestDelaysAreExact() throws Exception {
        var seconds = new BigDecimal("999999999.999999999");
        var lines = Printed.by(() -> assertThat(Timed.run(Delay.helloAfter(seconds)))
                .isEqualTo(Duration.ofSeconds(999_999_999, 999_999_999)));

        assertThat(lines).containsExactly("Hello after 999999999.999999999 seconds...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1e3", "NaN", "1,5", ".5", "1234567890", "0.0123456789"})
    void anythingElseIsRefused(String argument) {
        assertThat(Delay.seconds(argument)).isEmpty();
    }

    @Test
    void takesExactlyOneArgument() {
        assertThat(Delay.seconds()).isEmpty();
        assertThat(Delay.seconds("1", "2")).isEmpty();
    }

    @Test
    void theUsageTellsWhatToWrite() {
        assertThat(Delay.USAGE).isEqualTo("usage: delay SECONDS, a number such as 2 or 0.5");
    }
}
