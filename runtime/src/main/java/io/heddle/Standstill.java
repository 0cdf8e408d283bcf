package io.heddle;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Tells of a loop that stands still: every task waits, and only somebody outside could wake one, by completing a promise for
 * instance. A server may do so all day, and yet it is the only sign there is of a promise that nobody completes. So it is
 * said in debug mode, and under virtual time, where nothing takes long; and once in each run.
 */
final class Standstill {
    /** Under virtual time only other threads take any time, and a test has them do little. */
    static final long VIRTUAL_LIMIT = SECONDS.toNanos(1);

    static final long REAL_LIMIT = SECONDS.toNanos(10);

    private final long limit;
    private boolean lasts;
    private long began;
    private boolean told;

    /** Nothing has happened yet. */
    Standstill(long limit) {
        this.limit = limit;
    }

    /**
     * The loop has nothing to do.
     *
     * @param now the real time in nanoseconds, for a virtual clock stands still, too
     * @return for how many nanoseconds it may sleep before it should call {@link #look}
     */
    long begin(long now) {
        if (!lasts) {
            lasts = true;
            began = now;
        }
        return told ? Long.MAX_VALUE : Math.max(1, limit - (now - began));
    }

    /** The loop has slept, and nothing has come: tells of it where that has lasted for long. */
    void look(long now, LoopCore loop) {
        if (!told && now - began >= limit) {
            told = true;
            System.getLogger("io.heddle")
                    .log(
                            Level.WARNING,
                            "nothing has happened for " + Durations.words(Duration.ofNanos(limit))
                                    + ": every task waits, and only code outside of " + loop + " can wake one. Does"
                                    + " anybody complete what they wait for?\n"
                                    + TaskDump.of(loop).tree());
        }
    }

    /** Something has happened. */
    void end() {
        lasts = false;
    }

    /** A new run begins. */
    void forget() {
        lasts = false;
        told = false;
    }
}
