package io.heddle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of the context variables, immutable: who copies it takes a reference. Programs have a handful of variables,
 * so a flat array beats any map.
 */
final class Context {
    static final Context EMPTY = new Context(new Object[0]);

    /** Variables at even places, each followed by its value. */
    private final @Nullable Object[] pairs;

    private Context(@Nullable Object[] pairs) {
        this.pairs = pairs;
    }

    /** The place of the value of {@code variable}; negative where it has none. */
    int indexOf(ContextVar<?> variable) {
        for (var i = 0; i < pairs.length; i += 2) {
            if (pairs[i] == variable) {
                return i + 1;
            }
        }
        return -1;
    }

    @Nullable
    Object valueAt(int index) {
        return pairs[index];
    }

    Context with(ContextVar<?> variable, @Nullable Object value) {
        var index = indexOf(variable);
        var changed = Arrays.copyOf(pairs, index < 0 ? pairs.length + 2 : pairs.length);
        if (index < 0) {
            changed[pairs.length] = variable;
            index = pairs.length + 1;
        }
        changed[index] = value;
        return new Context(changed);
    }

    Context without(ContextVar<?> variable) {
        var index = indexOf(variable);
        if (index < 0) {
            return this;
        }
        var changed = new Object[pairs.length - 2];
        System.arraycopy(pairs, 0, changed, 0, index - 1);
        System.arraycopy(pairs, index + 1, changed, index - 1, pairs.length - index - 1);
        return new Context(changed);
    }
}
