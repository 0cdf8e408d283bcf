package io.heddle;

import java.util.Arrays;

/**
 * When the tasks of a loop were spawned, without a field in each of them: they are numbered in the order of spawning, so
 * it is enough to note, now and then, which number was the latest. Where there are too many notes, the one is dropped
 * whose loss is least in proportion to its age; so an age is right to a few per cent, however long the loop lives.
 */
final class Births {
    private static final int MOST_NOTES = 64;

    private int[] numbers = {};
    private int[] times = {};
    private int size;
    /** The time of the latest note. */
    private int latest;

    /** The task {@code number} is spawned at {@code time}, in milliseconds. */
    void note(int number, int time) {
        if (time == latest && size > 0) {
            return;
        }
        latest = time;
        if (size == MOST_NOTES) {
            drop(leastMissed(time));
        } else if (size == times.length) {
            numbers = Arrays.copyOf(numbers, Math.max(2, 2 * size));
            times = Arrays.copyOf(times, numbers.length);
        }
        numbers[size] = number;
        times[size++] = time;
    }

    /** When the task {@code number} was spawned, in milliseconds. */
    int timeOf(int number) {
        var note = 0;
        while (note + 1 < size && numbers[note + 1] <= number) {
            note++;
        }
        return times[note];
    }

    private int leastMissed(int now) {
        var least = 1;
        var leastLoss = Double.MAX_VALUE;
        for (var note = 1; note < size - 1; note++) {
            var loss = (double) (times[note + 1] - times[note - 1]) / (now - times[note - 1]);
            if (loss < leastLoss) {
                least = note;
                leastLoss = loss;
            }
        }
        return least;
    }

    private void drop(int note) {
        size--;
        System.arraycopy(numbers, note + 1, numbers, note, size - note);
        System.arraycopy(times, note + 1, times, note, size - note);
    }
}
