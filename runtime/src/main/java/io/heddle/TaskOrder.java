package io.heddle;

import java.util.List;

/**
 * Decides which task goes on where more than one is ready: for tests that look for mistakes which depend on the order. A
 * loop without one takes them first come, first served. Callbacks of the loop are not asked about; they keep their order
 * and run when they have come to the front.
 *
 * @see Runner.Builder#taskOrder
 */
@FunctionalInterface
public interface TaskOrder {
    /**
     * Chooses the task whose step is next. Called on the loop's thread, between two steps.
     *
     * @param ready the ready tasks, two at least, the one that has been ready for longest first
     * @return the place in {@code ready} of the one that goes on
     */
    int choose(List<Task<?>> ready);
}
