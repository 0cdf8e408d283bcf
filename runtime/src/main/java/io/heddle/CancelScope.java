package io.heddle;

import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a task's body that may have the task cancelled on its own account: the block of a {@link TaskGroup}, what
 * a deadline covers. When the stretch is left, it takes its request back, and can tell whether the cancellation that
 * arrived was its own or also somebody else's, which must not be lost:
 *
 * <pre>
 *   opened       requests of the task: n
 *   request      n + 1, and a CancelledError is on its way to the body
 *   takeBack     n: it was ours alone        more than n: others want the task cancelled, too
 * </pre>
 */
final class CancelScope {
    /** The generator in whose body the stretch lies; null where it lies in the task's own. */
    private final @Nullable GeneratorRun<?> generator;

    /** The task that runs the body; for a generator, the one that did so when the stretch began, or the request was made. */
    private Task<?> task;

    private int requestsBefore;
    private boolean requested;
    /** Whether the one error that the body gets stands for the request of somebody else, too. */
    private boolean mixed;

    private int requestsOfOthers;

    /** Begins where {@code t} is running. */
    CancelScope(Ctx t) {
        this(t, LoopCore.taskOf(t).cancelling());
    }

    /** Has begun in this step, when the task had so many requests: the body has run since then, and may have made others. */
    CancelScope(Ctx t, int requestsBefore) {
        this.generator = (GeneratorRun<?>) t.segment();
        this.task = LoopCore.taskOf(t);
        this.requestsBefore = requestsBefore;
    }

    Task<?> task() {
        return task;
    }

    /** Whether {@code t} is running in the body to which the stretch belongs. */
    boolean isOpenIn(Ctx t) {
        return generator == t.segment() && (generator != null || task == LoopCore.taskOf(t));
    }

    /** Cancels the task, once; where the body waits at an emit, that is put off until it goes on. */
    void request() {
        if (generator == null) {
            requestOf(task);
        } else {
            generator.whenRunning(this);
        }
    }

    /** Cancels {@code runner}, which runs the body now. */
    void requestOf(Task<?> runner) {
        if (runner != task) {
            task = runner;
            requestsBefore = runner.cancelling();
        }
        requested = true;
        mixed = task.isCancelPending();
        requestsOfOthers = task.cancelling();
        task.cancel();
    }

    /** The stretch is being left; its own request has done what it was for. */
    void takeBack() {
        if (requested) {
            task.takeBackRequest(requestsBefore);
            var left = task.cancelling();
            // One that came before its own is over where the body has taken that back.
            mixed = mixed ? left >= requestsOfOthers : left > requestsOfOthers;
        }
    }

    /** Whether it made a request, and nobody else has made one since the stretch began. */
    boolean isOnlyOneToCancel() {
        return requested && task.cancelling() <= requestsBefore;
    }

    /**
     * Whether somebody else's request came together with its own, so that the body could not tell them apart, and has not
     * been taken back.
     */
    boolean isMixed() {
        return mixed;
    }
}
