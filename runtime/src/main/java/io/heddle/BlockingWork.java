package io.heddle;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which a loop does blocking work: those of an executor that the user gave, or of its own, which is made
 * when the first work comes and is waited for when the loop closes.
 */
final class BlockingWork {
    /** How long the loop waits for work that is still going on when it closes; as asyncio. */
    private static final long CLOSE_MINUTES = 5;

    private final @Nullable Executor given;
    private @Nullable ExecutorService own;
    private int inFlight;

    BlockingWork(@Nullable Executor given) {
        this.given = given;
    }

    /** How many pieces of work have begun whose end the loop has not seen; loop thread only. */
    int inFlight() {
        return inFlight;
    }

    /** Begins {@code work}; the loop calls {@link #ended} for it later. */
    void begin(Runnable work) {
        executor().execute(work);
        inFlight++;
    }

    /** The loop has seen the end of a piece of work. */
    void ended() {
        inFlight--;
    }

    private Executor executor() {
        if (given != null) {
            return given;
        }
        if (own == null) {
            own = BlockingThreads.newExecutor();
        }
        return own;
    }

    /** Waits for the work that goes on, in threads of the loop's own. */
    void close() {
        var threads = own;
        if (threads == null) {
            return;
        }
        threads.shutdown();
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(CLOSE_MINUTES);
        if (!Uninterrupted.await(deadline, nanos -> threads.awaitTermination(nanos, TimeUnit.NANOSECONDS))) {
            System.getLogger("io.heddle")
                    .log(System.Logger.Level.WARNING, "the loop has closed, and blocking work of it still goes on");
        }
    }
}
