package io.heddle;

import java.time.Duration;

/**
 * Sees what happens on a loop: what metrics and recordings are made of. {@link Runner.Builder#listener} sets one; without
 * any, nothing is measured.
 *
 * <p>All methods are called on the loop's thread, between the steps of tasks, and so they must be short and must not
 * block; {@link EventLoop#nanoTime} tells the time. What they throw goes to the loop's exception handler.
 */
public interface LoopListener {
    /** A task was spawned; its first step is still to come. */
    default void spawned(Task<?> task) {}

    /** A step of a task begins: its first one, or what it waited for has ended. */
    default void stepBegins(Task<?> task) {}

    /** The step of a task has ended: the task waits now ({@link Task#awaitTrace}), or it {@linkplain Task#isDone() is done}. */
    default void stepEnded(Task<?> task) {}

    /** Something was due, and ran so much later, because steps of other tasks held the loop. */
    default void late(Duration lag) {}

    /** The loop has closed; nothing comes after this. */
    default void closed() {}
}
