package io.heddle;

/**
 * Where the thread of a loop sleeps while nothing is ready. Nobody comes through the {@link Door} unnoticed, and nobody
 * pays for waking a thread that is awake:
 *
 * <pre>
 *   the loop's thread           another thread
 *   parked = true               door.push(entry)
 *   door.isEmpty()?  sleep      parked?  parked = false, wake
 * </pre>
 *
 * <p>Each side writes first and then reads what the other has written, both as volatile: so the loop sees the entry, or
 * the other thread sees that the loop sleeps. Whoever takes the mark away wakes; those who come after it need not.
 */
final class Parking {
    private final Sleeper sleeper;
    private volatile boolean parked;

    Parking(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** How a thread sleeps. */
    interface Sleeper {
        /** Sleeps until it is woken, for so long at most; not at all where it was woken since it slept last. May end early. */
        void sleep(long nanos);

        /** Wakes it. Any thread. */
        void wake();
    }

    /** The loop's thread sleeps, unless somebody is at the door. */
    void park(Door door, long nanos) {
        parked = true;
        if (door.isEmpty()) {
            sleeper.sleep(nanos);
        }
        parked = false;
    }

    /** Somebody has come through the door. Any thread. */
    void wakeUp() {
        if (parked) {
            parked = false;
            sleeper.wake();
        }
    }
}
