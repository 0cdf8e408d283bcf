package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** With a clock of the test's own. */
class StandstillTest extends KernelTest {
    private long now = 7;
    private final Standstill standstill = new Standstill(100, () -> now);

    private List<String> toldAt(long then) {
        now = then;
        try (var logged = new LogCapture()) {
            standstill.look((LoopCore) runner.loop(), () -> "(the tree)");
            return logged.records.stream().map(LogRecord::getMessage).toList();
        }
    }

    @Test
    void whatLastsIsToldOfOnceInARun() {
        assertThat(standstill.begin()).isEqualTo(100);
        assertThat(toldAt(106)).isEmpty();
        assertThat(standstill.begin()).isEqualTo(1);
        assertThat(toldAt(107))
                .containsExactly("nothing has happened for 0.0000001s: every task waits, and only code outside of"
                        + " event loop main can wake one. Does anybody complete what they wait for?\n(the tree)");
        assertThat(standstill.begin()).isEqualTo(Long.MAX_VALUE);
        assertThat(toldAt(1_000)).isEmpty();

        standstill.forget();
        assertThat(standstill.begin()).isEqualTo(100);
        assertThat(toldAt(1_100)).hasSize(1);
    }

    @Test
    void whenSomethingHasHappenedTheTimeBeginsAnew() {
        assertThat(standstill.begin()).isEqualTo(100);
        now = 60;
        standstill.end();
        assertThat(standstill.begin()).isEqualTo(100);
        assertThat(toldAt(159)).isEmpty();
        assertThat(toldAt(160)).hasSize(1);
    }
}
