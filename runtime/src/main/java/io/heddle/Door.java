package io.heddle;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one way in for other threads: a lock-free list to which any thread adds and from which the loop takes all at
 * once, in the order of arrival. Everything else in a loop belongs to the loop's thread alone.
 *
 * <p>A thread that adds to a closed door is told so, and nothing that was added before the door closed is lost: the
 * loop takes it when it closes.
 */
final class Door {
    private static final Note CLOSED = new Note(Door.class, null);

    /** The entry that came last, linked to those before it. */
    private final AtomicReference<@Nullable Note> newest = new AtomicReference<>();

    /** One entry. */
    private static final class Note {
        final Object entry;
        final @Nullable Wait ended;

        @Nullable
        Note next;

        Note(Object entry, @Nullable Wait ended) {
            this.entry = entry;
            this.ended = ended;
        }
    }

    /** What takes the entries. */
    interface Receiver {
        /**
         * An entry, as it was pushed.
         *
         * @param ended what has ended that the entry, a task, waited for; null where it is about something else
         */
        void receive(Object entry, @Nullable Wait ended);
    }

    /** Adds {@code entry}, from any thread; false where the door is closed. */
    boolean push(Object entry) {
        return push(entry, null);
    }

    /** As {@link #push(Object)}, where {@code ended} has ended that the entry, a task, waited for. */
    boolean push(Object entry, @Nullable Wait ended) {
        var note = new Note(entry, ended);
        while (true) {
            var before = newest.get();
            if (before == CLOSED) {
                return false;
            }
            note.next = before;
            if (newest.compareAndSet(before, note)) {
                return true;
            }
        }
    }

    boolean isEmpty() {
        var now = newest.get();
        return now == null || now == CLOSED;
    }

    /** Hands all entries to {@code receiver}, oldest first. */
    void drain(Receiver receiver) {
        if (!isEmpty()) {
            deliver(newest.getAndSet(null), receiver);
        }
    }

    /** Lets nobody in any more, unless there is somebody to be let in first; whether it is closed. */
    boolean closeIfEmpty() {
        return newest.compareAndSet(null, CLOSED) || newest.get() == CLOSED;
    }

    /** As {@link #drain}, and lets nobody in any more. */
    void close(Receiver receiver) {
        deliver(newest.getAndSet(CLOSED), receiver);
    }

    private static void deliver(@Nullable Note notes, Receiver receiver) {
        Note oldestFirst = null;
        for (var note = notes; note != null && note != CLOSED; ) {
            var next = note.next;
            note.next = oldestFirst;
            oldestFirst = note;
            note = next;
        }
        for (var note = oldestFirst; note != null; note = note.next) {
            receiver.receive(note.entry, note.ended);
        }
    }
}
