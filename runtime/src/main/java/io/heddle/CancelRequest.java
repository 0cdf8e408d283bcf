package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * One call of a task's {@code cancel}, on its way down the chain of what waits for what. Where it is passed on to other
 * loops, it takes along who has sent it: in a cycle of awaits across loops it would go round for ever. And where it comes
 * to a task on two ways, it is known to be the same, by its {@linkplain #origin origin}:
 *
 * <pre>
 *        a              a.cancel()
 *      /   \
 *     b     c           both wait for d; c, on another loop, hears of it later
 *      \   /
 *        d              is cancelled by b's request; c's, by then, would only disturb its cleaning up
 * </pre>
 *
 * @param message for the {@link CancelledError}; null for none
 * @param interrupt whether a thread that does blocking work for the task is to be interrupted
 * @param sender the task that has passed it on, perhaps to another loop, or has made it; null where it is neither
 * @param before as it came to the sender; null where it did not
 */
record CancelRequest(
        @Nullable String message,
        boolean interrupt,
        @Nullable CancellableTask<?> sender,
        @Nullable CancelRequest before) {
    CancelRequest(@Nullable String message, boolean interrupt) {
        this(message, interrupt, null, null);
    }

    /** A call without a message. */
    static CancelRequest plain() {
        return new CancelRequest(null, false);
    }

    /** A request of {@code task}'s own, which it knows again. */
    static CancelRequest of(CancellableTask<?> task) {
        return new CancelRequest(null, false, task, null);
    }

    /** As {@code task} passes it on to other loops. */
    CancelRequest sentBy(CancellableTask<?> task) {
        return new CancelRequest(message, interrupt, task, this);
    }

    /** Whether it was {@code task} that sent it here. */
    boolean wasSentBy(CancellableTask<?> task) {
        for (var request = this; request != null; request = request.before) {
            if (request.sender == task) {
                return true;
            }
        }
        return false;
    }

    /** As it was made; the same object for all that came of one call. */
    CancelRequest origin() {
        var request = this;
        while (request.before != null) {
            request = request.before;
        }
        return request;
    }
}
