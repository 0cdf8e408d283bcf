package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** At times that the test makes up. */
class StandstillTest extends KernelTest {
    private final Standstill standstill = new Standstill(100);

    private List<String> toldAt(long now) {
        try (var logged = new LogCapture()) {
            standstill.look(now, (LoopCore) runner.loop());
            return logged.records.stream().map(LogRecord::getMessage).toList();
        }
    }

    @Test
    void whatLastsIsToldOfOnceInARun() {
        assertThat(standstill.begin(7)).isEqualTo(100);
        assertThat(toldAt(106)).isEmpty();
        assertThat(standstill.begin(106)).isEqualTo(1);
        assertThat(toldAt(107))
                .containsExactly("nothing has happened for 0.0000001s: every task waits, and only code outside of"
                        + " event loop main can wake one. Does anybody complete what they wait for?\nno tasks\n");
        assertThat(standstill.begin(107)).isEqualTo(Long.MAX_VALUE);
        assertThat(toldAt(1_000)).isEmpty();

        standstill.forget();
        assertThat(standstill.begin(1_000)).isEqualTo(100);
        assertThat(toldAt(1_100)).hasSize(1);
    }

    @Test
    void whenSomethingHasHappenedTheTimeBeginsAnew() {
        assertThat(standstill.begin(7)).isEqualTo(100);
        standstill.end();
        assertThat(standstill.begin(60)).isEqualTo(100);
        assertThat(toldAt(159)).isEmpty();
        assertThat(toldAt(160)).hasSize(1);
    }
}
