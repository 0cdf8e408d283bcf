package io.heddle;

import java.util.ArrayDeque;

/**
 * The bodies off any loop that one thread drives, one within the other: a body that ends completes its future, and with
 * that wakes the one that awaits it. In a long chain of them that would overflow the stack, so the deepest are driven one
 * after the other.
 */
final class OffLoopNest {
    private static final int DEEPEST = 16;

    private final ArrayDeque<OffLoop> putOff = new ArrayDeque<>(2);
    private int depth;

    /** Drives {@code loop}, now or when the thread comes back from the one that it drives now. */
    void drive(OffLoop loop) {
        if (depth == DEEPEST) {
            putOff.add(loop);
            return;
        }
        depth++;
        try {
            for (var next = loop; next != null; next = putOff.poll()) {
                next.drive();
            }
        } finally {
            depth--;
        }
    }
}
