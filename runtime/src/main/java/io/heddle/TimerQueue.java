package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * What is due when: sleeping tasks and timed callbacks, earliest first, those of the same moment in the order in which
 * they came. One thread only.
 *
 * <p>Most programs ask for timers with few different delays, and so in the order of their deadlines, or nearly. Those that
 * come in order stand in a {@linkplain TimerRun run}, where adding, taking and cancelling cost the same however many there
 * are. A {@linkplain TimerHeap heap} has the rest:
 *
 * <pre>
 *   deadlines as they come:   10  20  60  30  40  25
 *   the run:                  10  20  30  40
 *   the heap:                 25  60
 * </pre>
 *
 * <p>An entry that comes too early for the end of the run may put the last of the run into the heap (60, as 30 came), so
 * that one timer of a day doesn't send all of the next second there. Where it would still come too early (25), it is the
 * one that goes into the heap.
 */
final class TimerQueue {
    /** The place of an entry that is in no queue. */
    static final int NOWHERE = -1;

    private final TimerRun run = new TimerRun();
    private final TimerHeap heap = new TimerHeap();
    private int nextArrival;

    boolean isEmpty() {
        return run.isEmpty() && heap.isEmpty();
    }

    int size() {
        return run.size() + heap.size();
    }

    /** The earliest deadline; the queue must not be empty. */
    long earliest() {
        return isFirstInRun() ? run.deadline() : heap.deadline();
    }

    /** Adds a sleeping task or a {@link TimedCallback}. */
    void add(long deadline, Object entry) {
        var arrival = nextArrival++;
        if (run.accepts(deadline)) {
            run.add(deadline, arrival, entry);
        } else if (run.acceptsInPlaceOfLast(deadline)) {
            run.moveLast(heap);
            run.add(deadline, arrival, entry);
        } else {
            heap.add(deadline, arrival, entry);
        }
    }

    /** Takes the earliest entry if it is due at {@code now}; null otherwise. */
    @Nullable
    Object pollDue(long now) {
        if (isEmpty()) {
            return null;
        }
        var inRun = isFirstInRun();
        if ((inRun ? run.deadline() : heap.deadline()) > now) {
            return null;
        }
        return inRun ? run.poll() : heap.poll();
    }

    /** Takes out the entry at {@code place}, which the entry knows. */
    void removeAt(int place) {
        if (place < NOWHERE) {
            run.removeAt(place);
        } else {
            heap.removeAt(place);
        }
    }

    private boolean isFirstInRun() {
        return heap.isEmpty()
                || (!run.isEmpty() && before(run.deadline(), run.arrival(), heap.deadline(), heap.arrival()));
    }

    /** Whether an entry comes before another one; arrivals may wrap round. */
    static boolean before(long deadline, int arrival, long otherDeadline, int otherArrival) {
        return deadline != otherDeadline ? deadline < otherDeadline : arrival - otherArrival < 0;
    }

    /** Tells an entry where it is. */
    static void setPlace(@Nullable Object entry, int place) {
        if (entry instanceof Task<?> task) {
            task.timerPlace = place;
        } else if (entry instanceof TimedCallback callback) {
            callback.timerPlace = place;
        }
    }
}
