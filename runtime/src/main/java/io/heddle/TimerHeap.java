package io.heddle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers of a {@link TimerQueue} that may have come in any order, the earliest on top. An entry's place in the queue is
 * its index here.
 *
 * <p>A heap with four children to a node, in parallel arrays: a comparison reads a deadline from the array and follows
 * no reference, and the four children lie in one cache line. Each entry knows its place in the heap, so a cancelled one
 * is taken out at once and retains nothing.
 */
final class TimerHeap {
    private static final int INITIAL = 16;

    private long[] deadlines = new long[INITIAL];
    private int[] arrivals = new int[INITIAL];
    private @Nullable Object[] entries = new Object[INITIAL];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The deadline of the first; the heap must not be empty. */
    long deadline() {
        return deadlines[0];
    }

    /** The arrival of the first; the heap must not be empty. */
    int arrival() {
        return arrivals[0];
    }

    void add(long deadline, int arrival, @Nullable Object entry) {
        if (size == entries.length) {
            resize(size + (size >> 1));
        }
        siftUp(size++, deadline, arrival, entry);
    }

    /** Takes the first; the heap must not be empty. */
    @Nullable
    Object poll() {
        var entry = entries[0];
        removeAt(0);
        return entry;
    }

    /** Takes out the entry at {@code place}. */
    void removeAt(int place) {
        TimerQueue.setPlace(entries[place], TimerQueue.NOWHERE);
        var end = --size;
        var moved = entries[end];
        entries[end] = null;
        if (place != end) {
            if (place > 0 && before(deadlines[end], arrivals[end], (place - 1) >> 2)) {
                siftUp(place, deadlines[end], arrivals[end], moved);
            } else {
                siftDown(place, deadlines[end], arrivals[end], moved);
            }
        }
        if (entries.length > INITIAL && size < entries.length >> 2) {
            resize(Math.max(INITIAL, entries.length >> 1));
        }
    }

    private void siftUp(int from, long deadline, int arrival, @Nullable Object entry) {
        var place = from;
        while (place > 0) {
            var parent = (place - 1) >> 2;
            if (!before(deadline, arrival, parent)) {
                break;
            }
            move(parent, place);
            place = parent;
        }
        put(place, deadline, arrival, entry);
    }

    private void siftDown(int from, long deadline, int arrival, @Nullable Object entry) {
        var place = from;
        for (var child = 4 * place + 1; child < size; child = 4 * place + 1) {
            var least = child;
            for (var other = child + 1; other < Math.min(child + 4, size); other++) {
                if (before(deadlines[other], arrivals[other], least)) {
                    least = other;
                }
            }
            if (before(deadline, arrival, least)) {
                break;
            }
            move(least, place);
            place = least;
        }
        put(place, deadline, arrival, entry);
    }

    private boolean before(long deadline, int arrival, int place) {
        return TimerQueue.before(deadline, arrival, deadlines[place], arrivals[place]);
    }

    private void move(int from, int to) {
        put(to, deadlines[from], arrivals[from], entries[from]);
    }

    private void put(int place, long deadline, int arrival, @Nullable Object entry) {
        deadlines[place] = deadline;
        arrivals[place] = arrival;
        entries[place] = entry;
        TimerQueue.setPlace(entry, place);
    }

    private void resize(int capacity) {
        deadlines = Arrays.copyOf(deadlines, capacity);
        arrivals = Arrays.copyOf(arrivals, capacity);
        entries = Arrays.copyOf(entries, capacity);
    }
}
