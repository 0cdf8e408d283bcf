package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostTimerTest {
    private final List<String> log = new ArrayList<>();
    private final List<Runnable> alarms = new ArrayList<>();
    private final HostTimer timer = new HostTimer(
            (nanos, alarm) -> {
                log.add("set to " + nanos);
                alarms.add(alarm);
                return () -> log.add("cancelled");
            },
            () -> log.add("alarm"));

    @Test
    void aLaterDeadlineWaitsForTheAlarmOfTheEarlierOne() {
        timer.set(100, 0);
        timer.set(200, 10);
        timer.set(100, 20);

        assertThat(log).containsExactly("set to 100");
    }

    @Test
    void anEarlierDeadlineMovesTheAlarm() {
        timer.set(100, 0);
        timer.set(50, 10);

        assertThat(log).containsExactly("set to 100", "set to 40", "cancelled");
    }

    @Test
    void anAlarmBeforeItsTimeIsFollowedByAnother() {
        timer.set(100, 0);
        alarms.get(0).run();
        timer.set(100, 99);

        assertThat(log).containsExactly("set to 100", "alarm", "set to 1", "cancelled");
    }

    @Test
    void anAlarmThatIsNotWantedIsCancelled() {
        timer.set(100, 0);
        timer.clear();
        timer.clear();
        timer.set(200, 10);

        assertThat(log).containsExactly("set to 100", "cancelled", "set to 190");
    }
}
