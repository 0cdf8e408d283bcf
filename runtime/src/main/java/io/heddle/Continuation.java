package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * The rest of a task that {@link Coroutines#suspend} has stopped: a callback API is told to call it. Exactly one of
 * {@link #resume}, {@link #fail} and a cancellation of the task gets through, whichever comes first; the task goes on in
 * a later pass of its loop. All methods may be called from any thread.
 *
 * @param <T> the type of the value that the await gives
 */
public interface Continuation<T extends @Nullable Object> {
    /**
     * Lets the await give {@code value}.
     *
     * @return false when it came too late: the task was resumed before, or cancelled
     */
    boolean resume(T value);

    /**
     * Lets the await throw {@code failure}, as it is.
     *
     * @return false when it came too late: the task was resumed before, or cancelled
     */
    boolean fail(Throwable failure);

    /**
     * Says what to do when the task is cancelled while it waits here, such as stopping the operation. Runs at once if
     * that has happened already, otherwise on the thread of the task's loop. It runs, too, where a value was handed over
     * but a cancellation reached the task before it went on: that value is lost otherwise. Actions of several calls run
     * in order.
     */
    void onCancel(Runnable action);
}
