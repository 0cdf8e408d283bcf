package io.heddle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The awaitables of a combinator, on their way from what the user gave to tasks and promises, and to their outcomes. */
final class Children {
    private Children() {}

    /** A copy of what the user gave. */
    static Object[] of(Object[] awaitables) {
        var copy = Arrays.copyOf(awaitables, awaitables.length, Object[].class);
        for (var i = 0; i < copy.length; i++) {
            Objects.requireNonNull(copy[i], "awaitable " + i + " is null");
        }
        return copy;
    }

    /**
     * Takes the coroutines, so that nobody else begins them; one that is given twice is taken once.
     *
     * @throws IllegalStateException where one was awaited or spawned before; then none is taken
     */
    static void claim(Object[] awaitables) {
        for (var awaitable : awaitables) {
            if (awaitable instanceof Coroutine<?> coroutine && !coroutine.isFresh()) {
                throw coroutine.usedTwice();
            }
        }
        for (var awaitable : awaitables) {
            if (awaitable instanceof Coroutine<?> coroutine && coroutine.isFresh()) {
                coroutine.claim();
            }
        }
    }

    /**
     * Makes tasks of the claimed coroutines, in order, and leaves tasks, promises and values as they are.
     *
     * @param origin where the combinator is awaited, for the tasks; null where that is not known
     */
    static Object[] start(LoopCore loop, Object[] awaitables, @Nullable Object origin) {
        var children = awaitables.clone();
        for (var i = 0; i < children.length; i++) {
            if (awaitables[i] instanceof Coroutine<?> coroutine && !coroutine.$isDone()) {
                children[i] = coroutine.takeForTask()
                        ? loop.spawnClaimed(coroutine, origin)
                        : children[Arrays.asList(awaitables).indexOf(coroutine)];
            }
        }
        return children;
    }

    /** Whether nothing of them has to be waited for. */
    static boolean allDone(Object[] awaitables) {
        return Arrays.stream(awaitables).allMatch(Children::isDone);
    }

    /** Whether all of them have to be waited for. */
    static boolean noneDone(Object[] awaitables) {
        return Arrays.stream(awaitables).noneMatch(Children::isDone);
    }

    static boolean isDone(Object child) {
        return child instanceof Source<?> source ? source.isDone() : ((Coroutine<?>) child).$isDone();
    }

    /** How a child ended: the value, or an {@link Ending}. */
    static @Nullable Object outcomeOf(Object child) {
        return child instanceof Source<?> source ? source.outcome() : ((Done<?>) child).value();
    }

    /** The outcomes as an unmodifiable list, which may hold nulls. */
    static <T extends @Nullable Object> List<T> valuesOf(Object[] children) {
        var values = new ArrayList<T>(children.length);
        for (var child : children) {
            values.add(Cast.to(outcomeOf(child)));
        }
        return Collections.unmodifiableList(values);
    }
}
