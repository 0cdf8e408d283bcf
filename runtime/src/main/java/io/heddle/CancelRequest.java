package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * One call of a task's {@code cancel}, on its way down the chain of what waits for what.
 *
 * @param message for the {@link CancelledError}; null for none
 * @param interrupt whether a thread that does blocking work for the task is to be interrupted
 */
record CancelRequest(@Nullable String message, boolean interrupt) {
    static final CancelRequest PLAIN = new CancelRequest(null, false);
    static final CancelRequest INTERRUPTING = new CancelRequest(null, true);
}
