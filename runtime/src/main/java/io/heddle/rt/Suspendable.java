package io.heddle.rt;

import org.jspecify.annotations.Nullable;

/** Something that a woven body can wait for: the one entry through which every {@code await} goes. */
public interface Suspendable {
    /**
     * Gives the result, throws the failure, or asks for a suspension: then {@link Ctx#suspending} is set and what is
     * returned means nothing.
     *
     * @param t the context of the running step
     * @return the result, where {@code t.suspending} is not set
     */
    @Nullable
    Object $await(Ctx t);

    /** Whether {@link #$await} gives a value at once and may be called any number of times, as for {@code done(v)}. */
    default boolean $isDone() {
        return false;
    }
}
