package io.heddle;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a task. Nearly always nobody or one, so the list is held as a plain object: null, the only waiter, or
 * this class for more.
 */
final class Waiters {
    private final ArrayList<Object> list = new ArrayList<>(4);

    private Waiters() {}

    /** {@code waiters} with {@code added} behind those that are there. */
    static Object with(@Nullable Object waiters, Object added) {
        if (waiters == null) {
            return added;
        }
        if (waiters instanceof Waiters several) {
            several.list.add(added);
            return several;
        }
        var several = new Waiters();
        several.list.add(waiters);
        several.list.add(added);
        return several;
    }

    /** {@code waiters} without {@code removed}, wherever it stands. */
    static @Nullable Object without(@Nullable Object waiters, Object removed) {
        if (waiters instanceof Waiters several) {
            several.list.removeIf(waiter -> isFor(waiter, removed));
            return several.list.isEmpty() ? null : several;
        }
        return waiters != null && isFor(waiters, removed) ? null : waiters;
    }

    private static boolean isFor(Object waiter, Object removed) {
        return waiter == removed || (waiter instanceof Remote remote && remote.waiter == removed);
    }

    /** Tells each of them, first come first, that {@code source} has ended. */
    static void tell(@Nullable Object waiters, Source<?> source) {
        if (waiters instanceof Waiters several) {
            for (var waiter : several.list) {
                Source.tell(waiter, source);
            }
        } else if (waiters != null) {
            Source.tell(waiters, source);
        }
    }
}
