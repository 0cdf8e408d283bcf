package io.heddle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is due when: sleeping tasks and timed callbacks, earliest first, those of the same moment in the order in which
 * they came. One thread only.
 *
 * <p>A heap with four children to a node, in parallel arrays: a comparison reads a deadline from the array and follows
 * no reference, and the four children lie in one cache line. Each entry knows its place in the heap, so a cancelled one
 * is taken out at once and retains nothing.
 */
final class TimerQueue {
    private static final int INITIAL = 16;
    /** The place of an entry that is in no queue. */
    static final int NOWHERE = -1;

    private long[] deadlines = new long[INITIAL];
    private int[] arrivals = new int[INITIAL];
    private @Nullable Object[] entries = new Object[INITIAL];
    private int size;
    private int nextArrival;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The earliest deadline; the queue must not be empty. */
    long earliest() {
        return deadlines[0];
    }

    /** Adds a sleeping task or a {@link TimedCallback}. */
    void add(long deadline, Object entry) {
        if (size == entries.length) {
            resize(size + (size >> 1));
        }
        siftUp(size++, deadline, nextArrival++, entry);
    }

    /** Takes the earliest entry if it is due at {@code now}; null otherwise. */
    @Nullable
    Object pollDue(long now) {
        if (size == 0 || deadlines[0] > now) {
            return null;
        }
        var entry = entries[0];
        removeAt(0);
        return entry;
    }

    /** Takes out the entry at {@code place}. */
    void removeAt(int place) {
        setPlace(entries[place], NOWHERE);
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

    /** Whether an entry comes before the one at {@code place}; arrivals may wrap round. */
    private boolean before(long deadline, int arrival, int place) {
        return deadline != deadlines[place] ? deadline < deadlines[place] : arrival - arrivals[place] < 0;
    }

    private void move(int from, int to) {
        put(to, deadlines[from], arrivals[from], entries[from]);
    }

    private void put(int place, long deadline, int arrival, @Nullable Object entry) {
        deadlines[place] = deadline;
        arrivals[place] = arrival;
        entries[place] = entry;
        setPlace(entry, place);
    }

    private static void setPlace(@Nullable Object entry, int place) {
        if (entry instanceof Task<?> task) {
            task.timerPlace = place;
        } else if (entry instanceof TimedCallback callback) {
            callback.timerPlace = place;
        }
    }

    private void resize(int capacity) {
        deadlines = Arrays.copyOf(deadlines, capacity);
        arrivals = Arrays.copyOf(arrivals, capacity);
        entries = Arrays.copyOf(entries, capacity);
    }
}
