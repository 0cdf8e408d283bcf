package io.heddle;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the thread-locals that {@linkplain ContextVar#ofThread context variables stand for} hold where no task or callback
 * has a value for them: the thread's own values, kept here while those of tasks are in their place.
 */
final class OwnValues {
    private final Map<ContextVar<?>, @Nullable Object> replaced = new HashMap<>();

    /** Writes the values of {@code to}, and the thread's own where only {@code from} has one. */
    void change(Context from, Context to) {
        for (var variable : from.mirrors()) {
            if (to.indexOf(variable) < 0) {
                variable.write(replaced.remove(variable));
            }
        }
        for (var variable : to.mirrors()) {
            if (from.indexOf(variable) < 0) {
                replaced.put(variable, variable.read());
            }
            variable.write(to.valueAt(to.indexOf(variable)));
        }
    }
}
