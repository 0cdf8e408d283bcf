package io.heddle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of the context variables, immutable: who copies it takes a reference. Programs have a handful of variables,
 * so a flat array beats any map.
 */
final class Context {
    static final Context EMPTY = new Context(new Object[0]);

    /** Variables at even places, each followed by its value. */
    private final @Nullable Object[] pairs;

    /** Variables that stand for what is elsewhere on the thread; null where there are none, as nearly always. */
    private final @Nullable List<ContextVar<?>> mirrors;

    private Context(@Nullable Object[] pairs) {
        this.pairs = pairs;
        this.mirrors = mirrorsIn(pairs);
    }

    private static @Nullable List<ContextVar<?>> mirrorsIn(@Nullable Object[] pairs) {
        List<ContextVar<?>> mirrors = null;
        for (var i = 0; i < pairs.length; i += 2) {
            if (pairs[i] instanceof ContextVar<?> variable && variable.isMirror()) {
                mirrors = mirrors == null ? new ArrayList<>(1) : mirrors;
                mirrors.add(variable);
            }
        }
        return mirrors;
    }

    boolean hasMirrors() {
        return mirrors != null;
    }

    List<ContextVar<?>> mirrors() {
        return mirrors == null ? List.of() : mirrors;
    }

    /** The same with the values that the mirrored things have on this thread by now. */
    Context withMirroredValues() {
        var context = this;
        for (var variable : mirrors()) {
            var value = variable.read();
            if (!Objects.equals(value, valueAt(indexOf(variable)))) {
                context = context.with(variable, value);
            }
        }
        return context;
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
