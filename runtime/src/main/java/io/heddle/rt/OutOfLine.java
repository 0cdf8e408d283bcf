package io.heddle.rt;

import org.jspecify.annotations.Nullable;

/**
 * What the JIT is not to make a part of the methods that call it. HotSpot takes the methods of an exception class for the
 * handling of errors, and compiles them by themselves; that is all that this class is an exception for.
 *
 * <p>A loop of awaited calls that hardly ever suspend needs its registers for itself. JDK 17 gives the code of a suspension
 * as many as the loop, where there is one suspension in a thousand calls: the loop then takes three times as long.
 */
final class OutOfLine extends Error {
    private static final long serialVersionUID = 1L;

    private OutOfLine() {}

    /** {@link Ctx#settle}. */
    static @Nullable Object settle(Ctx t) {
        return t.settle();
    }
}
