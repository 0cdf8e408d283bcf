package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimerQueueTest {
    private final TimerQueue queue = new TimerQueue();

    private static final Comparator<Entry> ORDER =
            Comparator.comparingLong(Entry::deadline).thenComparingInt(Entry::arrival);

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
        entries.sort(ORDER);

        assertThat(pollAll(100)).isEqualTo(entries.stream().map(Entry::callback).toList());
    }

    /** Each way in which programs ask for timers, with some of them cancelled at random, in order, or backwards. */
    @ParameterizedTest
    @EnumSource
    void whatIsLeftComesInOrderHoweverItCameAndWent(Delays delays) {
        for (var seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var entries = new ArrayList<Entry>();
            var now = 0L;
            for (var i = 0; i < 2_000; i++) {
                now += random.nextInt(3);
                entries.add(add(now + delays.next(random), i));
                if (random.nextInt(10) < seed % 10) {
                    var which = seed % 3 == 0 ? random.nextInt(entries.size()) : seed % 3 == 1 ? 0 : entries.size() - 1;
                    queue.removeAt(entries.remove(which).callback.timerPlace);
                }
                for (var due = queue.pollDue(now); due != null; due = queue.pollDue(now)) {
                    entries.sort(ORDER);
                    var expected = entries.remove(0);
                    assertThat(expected.deadline).isLessThanOrEqualTo(now);
                    assertThat(due).isSameAs(expected.callback);
                }
                assertThat(queue.size()).isEqualTo(entries.size());
                assertThat(queue.isEmpty()).isEqualTo(entries.isEmpty());
            }
            entries.sort(ORDER);
            assertThat(pollAll(Long.MAX_VALUE))
                    .isEqualTo(entries.stream().map(Entry::callback).toList());
        }
    }

    enum Delays {
        ONE_FOR_ALL {
            @Override
            long next(Random random) {
                return 500;
            }
        },
        A_SHORT_AND_A_LONG_ONE {
            @Override
            long next(Random random) {
                return random.nextBoolean() ? 20 : 100_000;
            }
        },
        NEARLY_IN_ORDER {
            @Override
            long next(Random random) {
                return 200L + random.nextInt(5);
            }
        },
        ANY {
            @Override
            long next(Random random) {
                return random.nextInt(5_000);
            }
        };

        abstract long next(Random random);
    }

    @Test
    void aCancelledEntryIsNotRetained() {
        var first = add(1, 0);
        var cancelled = add(2, 1);
        add(3, 2);
        var retained = new WeakReference<>(cancelled.callback);
        queue.removeAt(cancelled.callback.timerPlace);
        cancelled = first;

        for (var i = 0; i < 50 && retained.get() != null; i++) {
            System.gc();
        }
        assertThat(retained.get()).isNull();
        assertThat(cancelled.callback.timerPlace).isNotEqualTo(TimerQueue.NOWHERE);
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
