package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private final TimerQueue queue = new TimerQueue();

    private record Entry(long deadline, int arrival, TimedCallback callback) {}

    private Entry add(long deadline, int arrival) {
        var callback = new TimedCallback(NoLoop.INSTANCE, () -> {});
        queue.add(deadline, callback);
        return new Entry(deadline, arrival, callback);
    }

    private List<Object> pollAll(long now) {
        var polled = new ArrayList<Object>();
        for (var entry = queue.pollDue(now); entry != null; entry = queue.pollDue(now)) {
            polled.add(entry);
        }
        return polled;
    }

    @Test
    void nothingIsDueBeforeItsTime() {
        var entry = add(10, 0);

        assertThat(queue.earliest()).isEqualTo(10);
        assertThat(pollAll(9)).isEmpty();
        assertThat(pollAll(10)).containsExactly(entry.callback);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(entry.callback.timerPlace).isEqualTo(TimerQueue.NOWHERE);
    }

    @Test
    void manyEntriesOfFewMomentsComeInTheOrderOfDeadlineAndArrival() {
        var random = new Random(1);
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < 10_000; i++) {
            entries.add(add(random.nextInt(100), i));
        }
        for (var i = 0; i < 5_000; i++) {
            var removed = entries.remove(random.nextInt(entries.size()));
            queue.removeAt(removed.callback.timerPlace);
        }
        assertThat(queue.size()).isEqualTo(5_000);
        entries.sort(Comparator.comparingLong(Entry::deadline).thenComparingInt(Entry::arrival));

        assertThat(pollAll(100)).isEqualTo(entries.stream().map(Entry::callback).toList());
    }

    @Test
    void entriesThatArriveWhileOthersArePolledKeepTheOrder() {
        var random = new Random(2);
        var last = -1L;
        var arrival = 0;
        for (var round = 0; round < 20_000; round++) {
            add(last + 1 + random.nextInt(50), arrival++);
            if (round % 3 != 0) {
                var due = queue.earliest();
                assertThat(due).isGreaterThanOrEqualTo(last);
                last = due;
                queue.pollDue(due);
            }
        }
    }
}
