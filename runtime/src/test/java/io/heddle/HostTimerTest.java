package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
    void anEarlierDeadlineHasAnAlarmOfItsOwnAndTheLaterOneKeepsIts() {
        timer.set(100, 0);
        timer.set(50, 10);
        alarms.get(1).run();
        timer.set(100, 50);
        timer.set(70, 60);
        timer.set(100, 70);

        assertThat(log).containsExactly("set to 100", "set to 40", "alarm", "cancelled", "set to 10", "cancelled");
    }

    @Test
    void anAlarmThatDidNotComeInTimeIsFollowedByAnother() {
        timer.set(100, 0);
        timer.set(200, 100);

        assertThat(log).containsExactly("set to 100", "cancelled", "set to 100");
    }

    @Test
    void anExecutorHasNoTimersThatAreFarAhead() throws Exception {
        var executor = new ScheduledThreadPoolExecutor(1);
        var ofExecutor = new HostTimer(HostTimer.Scheduler.of(executor), () -> log.add("alarm"));
        ofExecutor.set(TimeUnit.HOURS.toNanos(1), 0);
        assertThat(executor.getQueue()).isEmpty();
        ofExecutor.set(TimeUnit.SECONDS.toNanos(1), 0);
        assertThat(executor.getQueue()).hasSize(1);
        ofExecutor.clear();
        executor.shutdown();

        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void anAlarmBeforeItsTimeIsFollowedByAnother() {
        timer.set(100, 0);
        alarms.get(0).run();
        timer.set(100, 99);

        assertThat(log).containsExactly("set to 100", "alarm", "cancelled", "set to 1");
    }

    @Test
    void anAlarmThatIsNotWantedIsCancelled() {
        timer.set(100, 0);
        timer.set(50, 0);
        timer.clear();
        timer.clear();
        timer.set(200, 10);

        assertThat(log).containsExactly("set to 100", "set to 50", "cancelled", "cancelled", "set to 190");
    }
}
