package io.heddle;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the tasks that wait for the very task that waits for them, where that one must stay: the owner of a group at the
 * end of its block. They have been cancelled, have passed the cancellation on, and it has come back to the owner. As the
 * owner can't go on before its children, whoever waits for it goes on first:
 *
 * <pre>
 *   owner  -- the end of the block -->  child  --awaits-->  other, on another loop
 *     ^                                                       |
 *     +-----------------------awaits--------------------------+     this wait is left
 * </pre>
 *
 * <p>Only tasks that have passed a cancellation on are looked at, so that nobody else is disturbed. Each loop looks at its
 * own.
 */
final class WayBack {
    private final CancellableTask<?> owner;
    private final Set<CancellableTask<?>> seen = ConcurrentHashMap.newKeySet();

    WayBack(CancellableTask<?> owner) {
        this.owner = owner;
    }

    /** Looks at {@code start} and at what it waits for; on the loop of {@code start}. */
    void follow(CancellableTask<?> start) {
        var left = new ArrayDeque<CancellableTask<?>>();
        left.add(start);
        while (!left.isEmpty()) {
            var task = left.remove();
            if (!task.loop.inLoop()) {
                task.loop.tryPost((Runnable) () -> follow(task));
            } else if (task.waitsForWhatItCancelled() && seen.add(task)) {
                var wait = Cast.known(task.awaited());
                var sources = wait.sources();
                if (!wait.mustEnd() && sources.contains(owner)) {
                    task.leaveWait();
                } else {
                    sources.forEach(source -> {
                        if (source instanceof CancellableTask<?> next) {
                            left.add(next);
                        }
                    });
                }
            }
        }
    }
}
