package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * Timers of a {@link TimerQueue} that came in the order of their deadlines: a ring, where the first is taken and behind the
 * last is added, each without a look at the others.
 *
 * <p>One that is cancelled leaves a gap, which goes when it has become the first or the last, and all go when there is no
 * room, or too much. So what is in the ring is {@code first, ..., gap, ..., last}: neither end is a gap. A gap keeps its
 * deadline, which tells the order, and retains nothing.
 */
final class TimerRun {
    private static final int INITIAL = 16;
    /** The place of the entry with index 0; the others go down from there, as those of the heap go up from 0. */
    private static final int FIRST_PLACE = TimerQueue.NOWHERE - 1;

    private long[] deadlines = new long[INITIAL];
    private int[] arrivals = new int[INITIAL];
    private @Nullable Object[] entries = new Object[INITIAL];
    private int head;
    /** How many there are with the gaps between them. */
    private int length;

    private int gaps;

    boolean isEmpty() {
        return length == 0;
    }

    int size() {
        return length - gaps;
    }

    /** The deadline of the first; the run must not be empty. */
    long deadline() {
        return deadlines[head];
    }

    /** The arrival of the first; the run must not be empty. */
    int arrival() {
        return arrivals[head];
    }

    /** Whether an entry that comes now may be added. */
    boolean accepts(long deadline) {
        return length == 0 || deadline >= deadlines[index(length - 1)];
    }

    /** Whether it may, once {@link #moveLast the last has been moved}. */
    boolean acceptsInPlaceOfLast(long deadline) {
        return length < 2 || deadline >= deadlines[index(length - 2)];
    }

    /** Adds an entry that {@link #accepts} allows. */
    void add(long deadline, int arrival, Object entry) {
        if (length == entries.length) {
            rebuild(gaps > length >> 2 ? length : 2 * length);
        }
        put(index(length++), deadline, arrival, entry);
    }

    /** Moves the last to {@code heap}; the run must not be empty. */
    void moveLast(TimerHeap heap) {
        var last = index(length - 1);
        var deadline = deadlines[last];
        var arrival = arrivals[last];
        var entry = entries[last];
        take(last);
        heap.add(deadline, arrival, entry);
    }

    /** Takes the first; the run must not be empty. */
    @Nullable
    Object poll() {
        var entry = entries[head];
        take(head);
        return entry;
    }

    /** Takes out the entry at {@code place}, as {@link #add} has told it. */
    void removeAt(int place) {
        take(FIRST_PLACE - place);
    }

    private void take(int index) {
        TimerQueue.setPlace(entries[index], TimerQueue.NOWHERE);
        entries[index] = null;
        gaps++;
        while (length > 0 && entries[head] == null) {
            head = (head + 1) & (entries.length - 1);
            length--;
            gaps--;
        }
        while (length > 0 && entries[index(length - 1)] == null) {
            length--;
            gaps--;
        }
        if (entries.length > INITIAL && length - gaps < entries.length >> 2) {
            rebuild(entries.length >> 1);
        }
    }

    private int index(int position) {
        return (head + position) & (entries.length - 1);
    }

    private void put(int index, long deadline, int arrival, @Nullable Object entry) {
        deadlines[index] = deadline;
        arrivals[index] = arrival;
        entries[index] = entry;
        TimerQueue.setPlace(entry, FIRST_PLACE - index);
    }

    /** Moves what there is, without the gaps, into a ring of its own. */
    private void rebuild(int capacity) {
        var oldDeadlines = deadlines;
        var oldArrivals = arrivals;
        var oldEntries = entries;
        var oldHead = head;
        var oldLength = length;
        deadlines = new long[capacity];
        arrivals = new int[capacity];
        entries = new Object[capacity];
        head = 0;
        length = 0;
        gaps = 0;
        for (var i = 0; i < oldLength; i++) {
            var index = (oldHead + i) & (oldEntries.length - 1);
            if (oldEntries[index] != null) {
                put(length++, oldDeadlines[index], oldArrivals[index], oldEntries[index]);
            }
        }
    }
}
