package io.heddle;

import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** With a clock and an alarm of the test's own. */
class StepWatchTest extends KernelTest {
    private final List<Runnable> alarms = new ArrayList<>();
    private final List<Long> delays = new ArrayList<>();
    private long now;

    private final StepWatch watch = new StepWatch(
            (LoopCore) runner.loop(),
            (nanos, alarm) -> {
                delays.add(nanos);
                alarms.add(alarm);
                return () -> false;
            },
            () -> now);

    private void at(long millis) {
        now = millis * 1_000_000;
    }

    @Test
    void aStepThatHoldsTheLoopIsToldOfWithItsStackWhileItStillDoes() {
        var messages = logged(() -> {
            watch.stepBegins(Task.current());
            at(101);
            List.copyOf(alarms).forEach(Runnable::run);
            return null;
        });

        assertThat(messages).singleElement().asString().startsWith("""
                Task-1 has held the loop for 101 ms, and no other task can run; what blocks belongs into toThread(..). \
                It is here:
                \tat java.base/java.lang.Thread.getStackTrace(""");
    }

    @Test
    void whenItEndsItsLengthIsTold() {
        var messages = logged(() -> {
            watch.stepBegins(Task.current());
            at(250);
            watch.stepEnded(Task.current());
            return null;
        });

        assertThat(messages).containsExactly("Task-1 held the loop for 250 ms");
    }

    @Test
    void aShortStepIsNotMentionedAndTheAlarmIsSetForTheNextOne() {
        var messages = logged(() -> {
            watch.stepBegins(Task.current());
            at(60);
            watch.stepEnded(Task.current());
            watch.stepBegins(Task.current());
            at(100);
            alarms.get(0).run();
            at(110);
            watch.stepEnded(Task.current());
            alarms.get(1).run();
            return null;
        });

        assertThat(messages).isEmpty();
        assertThat(delays).containsExactly(100_000_000L, 60_000_000L);
    }

    @Test
    void aStepInsideOfAStepDoesNotHideIt() {
        var messages = logged(() -> {
            watch.stepBegins(Task.current());
            watch.stepBegins(Task.current());
            watch.stepEnded(Task.current());
            at(100);
            watch.stepEnded(Task.current());
            return null;
        });

        assertThat(messages).containsExactly("Task-1 held the loop for 100 ms");
    }

    private List<String> logged(Callable<Object> step) {
        try (var log = new LogCapture()) {
            runner.run(body(() -> value(step.call())));
            assertThat(log.records).allMatch(record -> record.getLevel() == Level.WARNING);
            return log.records.stream().map(LogRecord::getMessage).toList();
        }
    }
}
