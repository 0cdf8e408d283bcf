package io.heddle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The one way in for other threads: a lock-free list to which any thread adds and from which the loop takes all at
 * once, in the order of arrival. Everything else in a loop belongs to the loop's thread alone.
 *
 * <p>A thread that adds to a closed door is told so, and nothing that was added before the door closed is lost: the
 * loop takes it when it closes.
 */
final class Door {
    private static final VarHandle NEWEST;

    static {
        try {
            NEWEST = MethodHandles.lookup().findVarHandle(Door.class, "newest", Note.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final Note CLOSED = new Note(Door.class);

    /** The entry that came last, linked to those before it. */
    @SuppressWarnings("unused") // accessed as NEWEST
    private volatile @Nullable Note newest;

    /** One entry. */
    private static final class Note {
        final Object entry;

        @Nullable
        Note next;

        Note(Object entry) {
            this.entry = entry;
        }
    }

    /** What takes the entries. */
    interface Receiver {
        void receive(Object entry);
    }

    /** Adds {@code entry}, from any thread; false where the door is closed. */
    boolean push(Object entry) {
        var note = new Note(entry);
        while (true) {
            var before = newest;
            if (before == CLOSED) {
                return false;
            }
            note.next = before;
            if (NEWEST.compareAndSet(this, before, note)) {
                return true;
            }
        }
    }

    boolean isEmpty() {
        var now = newest;
        return now == null || now == CLOSED;
    }

    /** Hands all entries to {@code receiver}, oldest first. */
    void drain(Receiver receiver) {
        if (newest != null && newest != CLOSED) {
            deliver((Note) NEWEST.getAndSet(this, null), receiver);
        }
    }

    /** Lets nobody in any more, unless there is somebody to be let in first; whether it is closed. */
    boolean closeIfEmpty() {
        return NEWEST.compareAndSet(this, null, CLOSED) || newest == CLOSED;
    }

    /** As {@link #drain}, and lets nobody in any more. */
    void close(Receiver receiver) {
        deliver((Note) NEWEST.getAndSet(this, CLOSED), receiver);
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
            receiver.receive(note.entry);
        }
    }
}
