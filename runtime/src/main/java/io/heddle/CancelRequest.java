package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * One call of a task's {@code cancel}, on its way down the chain of what waits for what. Where it leaves a loop, it takes
 * along who has sent it: in a cycle of awaits across loops it would go round for ever.
 *
 * @param message for the {@link CancelledError}; null for none
 * @param interrupt whether a thread that does blocking work for the task is to be interrupted
 * @param sender the task of another loop that has passed it on; null where it has left no loop
 * @param before as it came to the sender; null where there is no sender
 */
record CancelRequest(
        @Nullable String message,
        boolean interrupt,
        @Nullable TaskCore<?> sender,
        @Nullable CancelRequest before) {
    static final CancelRequest PLAIN = new CancelRequest(null, false);
    static final CancelRequest INTERRUPTING = new CancelRequest(null, true);

    CancelRequest(@Nullable String message, boolean interrupt) {
        this(message, interrupt, null, null);
    }

    /** As {@code task} passes it on to other loops. */
    CancelRequest sentBy(TaskCore<?> task) {
        return new CancelRequest(message, interrupt, task, this);
    }

    /** Whether it was {@code task} that sent it here. */
    boolean wasSentBy(TaskCore<?> task) {
        for (var request = this; request != null; request = request.before) {
            if (request.sender == task) {
                return true;
            }
        }
        return false;
    }
}
