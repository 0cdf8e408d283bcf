package io.heddle.junit;

import io.heddle.EventLoop;
import io.heddle.TaskDump;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ends a test method that takes too long: asks its loop who waits for what, and interrupts the thread, which cancels the
 * main task. Where the loop does not answer, a step of a task holds it, and the stack of the thread tells which.
 */
final class Watchdog implements AutoCloseable {
    /** How long the loop has for its answer. */
    private static final long ANSWER_MILLIS = 5_000;

    private final EventLoop loop;
    private final long seconds;
    private final long answerMillis;
    private final Thread thread = Thread.currentThread();
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private volatile @Nullable String found;

    private Watchdog(EventLoop loop, long seconds, long answerMillis) {
        this.loop = loop;
        this.seconds = seconds;
        this.answerMillis = answerMillis;
    }

    /** Watches what the calling thread does, until it is closed. */
    static Watchdog watch(EventLoop loop, long seconds) {
        return watch(loop, seconds, ANSWER_MILLIS);
    }

    /** The same; the loop has {@code answerMillis} for its answer. */
    static Watchdog watch(EventLoop loop, long seconds, long answerMillis) {
        var watchdog = new Watchdog(loop, seconds, answerMillis);
        after(TimeUnit.SECONDS.toMillis(seconds), watchdog.over, watchdog::askLoop);
        return watchdog;
    }

    private static void after(long millis, CompletableFuture<?> over, Runnable action) {
        over.copy().orTimeout(millis, TimeUnit.MILLISECONDS).whenComplete((v, failure) -> {
            if (failure != null) {
                action.run();
            }
        });
    }

    /** The time is over. */
    void askLoop() {
        loop.execute(() -> end(TaskDump.of(loop).tree()));
        after(answerMillis, over, () -> end("the loop does not answer; its thread is at\n" + stack()));
    }

    private synchronized void end(String what) {
        if (found == null && !over.isDone()) {
            found = what;
            thread.interrupt();
        }
    }

    private String stack() {
        return Arrays.stream(thread.getStackTrace())
                .map(element -> "  " + element)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** What to throw for what the method threw. */
    synchronized Throwable inPlaceOf(Throwable thrown) {
        if (found == null) {
            return thrown;
        }
        Thread.interrupted();
        var error = new AssertionError("timed out after " + seconds + " s\n" + found);
        error.addSuppressed(thrown);
        return error;
    }

    @Override
    public synchronized void close() {
        over.complete(null);
        if (found != null) {
            Thread.interrupted(); // it was meant for the method, which has ended
        }
    }
}
