package io.heddle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Coroutines#waitFirst waitFirst} and its kin found: which tasks are done and which are not, each list in
 * the order in which the tasks were given.
 *
 * @param done the tasks that have ended: with a value, a failure or a cancellation
 * @param pending the tasks that go on
 * @param <T> the type of the tasks' values
 */
public record Completed<T extends @Nullable Object>(List<Task<T>> done, List<Task<T>> pending) {
    /** Copies the lists. */
    public Completed {
        done = List.copyOf(done);
        pending = List.copyOf(pending);
    }
}
