package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * One call of a task's {@code cancel}, on its way down the chain of what waits for what. It takes along who has passed it
 * on: in a cycle of awaits across loops it would go round for ever. And where it comes to a task on two ways, it is known
 * to be the same, by its {@linkplain #origin origin}:
 *
 * <pre>
 *        a              a.cancel()
 *      /   \
 *     b     c           both wait for d; c, on another loop, hears of it later
 *      \   /
 *        d              is cancelled by b's request; c's, by then, would only disturb its cleaning up
 * </pre>
 */
final class CancelRequest {
    private final @Nullable String message;
    private final boolean interrupt;
    private final @Nullable CancellableTask<?> sender;
    private final @Nullable CancelRequest before;
    private final CancelRequest origin;
    /** Whether it has gone from one loop to another on its way to the sender. */
    private final boolean crossedLoops;

    /**
     * A call that is no task's.
     *
     * @param message for the {@link CancelledError}; null for none
     * @param interrupt whether a thread that does blocking work for the task is to be interrupted
     */
    CancelRequest(@Nullable String message, boolean interrupt) {
        this(message, interrupt, null);
    }

    private CancelRequest(@Nullable String message, boolean interrupt, @Nullable CancellableTask<?> sender) {
        this.message = message;
        this.interrupt = interrupt;
        this.sender = sender;
        this.before = null;
        this.origin = this;
        this.crossedLoops = false;
    }

    private CancelRequest(CancelRequest before, CancellableTask<?> sender) {
        this.message = before.message;
        this.interrupt = before.interrupt;
        this.sender = sender;
        this.before = before;
        this.origin = before.origin;
        this.crossedLoops = before.comesFromElsewhere(sender);
    }

    /** A call without a message. */
    static CancelRequest plain() {
        return new CancelRequest(null, false);
    }

    /** A request of {@code task}'s own, which it knows again. */
    static CancelRequest of(CancellableTask<?> task) {
        return new CancelRequest(null, false, task);
    }

    /** As {@code task} passes it on. */
    CancelRequest sentBy(CancellableTask<?> task) {
        return new CancelRequest(this, task);
    }

    @Nullable
    String message() {
        return message;
    }

    boolean interrupts() {
        return interrupt;
    }

    /** As it was made; the same object for all that came of one call. */
    CancelRequest origin() {
        return origin;
    }

    /**
     * Whether it was {@code task} that sent it here, and does not see that by itself: on a way that never left its loop, it
     * does, for the walk is still below it.
     */
    boolean comesBackTo(CancellableTask<?> task) {
        return origin.sender == task || (comesFromElsewhere(task) && wasSentBy(task));
    }

    private boolean comesFromElsewhere(CancellableTask<?> task) {
        return crossedLoops || (sender != null && sender.loop != task.loop);
    }

    private boolean wasSentBy(CancellableTask<?> task) {
        for (var request = this; request != null; request = request.before) {
            if (request.sender == task) {
                return true;
            }
        }
        return false;
    }
}
