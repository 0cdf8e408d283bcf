package io.heddle;

import java.util.function.Consumer;

/**
 * What somebody wants to be done when a task or a promise has ended.
 *
 * @param source what has ended
 * @param action is given it
 */
record OnDone<S extends Source<?>>(S source, Consumer<? super S> action) implements Runnable {
    @Override
    public void run() {
        action.accept(source);
    }

    /** For the report of what the action throws. */
    @Override
    public String toString() {
        return "onDone(..) of " + source.describe();
    }
}
