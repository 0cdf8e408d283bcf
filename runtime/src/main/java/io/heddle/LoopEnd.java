package io.heddle;

import java.util.ArrayList;
import java.util.List;

/**
 * The moment from which on no task of a loop is left and none will ever be; whoever the door has refused waits for it.
 * Thread-safe.
 */
final class LoopEnd {
    private final List<Runnable> actions = new ArrayList<>(0);
    private boolean reached;

    /** Runs {@code action}, which must not throw, at that moment, on the thread that ends the loop; at once where it is past. */
    void thenRun(Runnable action) {
        synchronized (this) {
            if (!reached) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    void reach() {
        List<Runnable> all;
        synchronized (this) {
            reached = true;
            all = List.copyOf(actions);
            actions.clear();
        }
        for (var action : all) {
            action.run();
        }
    }
}
