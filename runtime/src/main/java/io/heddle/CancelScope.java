package io.heddle;

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
    private final Task<?> task;
    private final int requestsBefore;
    private boolean requested;
    /** Whether the one error that the body gets stands for the request of somebody else, too. */
    private boolean mixed;

    private int requestsOfOthers;

    /** Begins in the body of {@code task}, which is running. */
    CancelScope(Task<?> task) {
        this.task = task;
        this.requestsBefore = task.cancelling();
    }

    Task<?> task() {
        return task;
    }

    /** Cancels the task, once. */
    void request() {
        requested = true;
        mixed = task.isCancelPending();
        requestsOfOthers = task.cancelling();
        task.cancel();
    }

    /** The stretch is being left; its own request has done what it was for. */
    void takeBack() {
        if (requested) {
            task.takeBackRequest(requestsBefore);
            mixed |= task.cancelling() > requestsOfOthers;
        }
    }

    /** Whether it made a request, and nobody else has made one since the stretch began. */
    boolean isOnlyOneToCancel() {
        return requested && task.cancelling() <= requestsBefore;
    }

    /** Whether somebody else's request came together with its own, so that the body could not tell them apart. */
    boolean isMixed() {
        return mixed;
    }
}
