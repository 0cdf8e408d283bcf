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

    /**
     * As {@link #$await}, with the primitive. What suspends gives its result, later, as an object.
     *
     * @param t the context of the running step
     * @return the result, where {@code t.suspending} is not set
     */
    default int $awaitInt(Ctx t) {
        var value = $await(t);
        return t.suspending ? 0 : unboxed((Integer) value);
    }

    /** As {@link #$awaitInt}. */
    default long $awaitLong(Ctx t) {
        var value = $await(t);
        return t.suspending ? 0 : unboxed((Long) value);
    }

    /** As {@link #$awaitInt}. */
    default double $awaitDouble(Ctx t) {
        var value = $await(t);
        return t.suspending ? 0 : unboxed((Double) value);
    }

    /** As {@link #$awaitInt}. */
    default boolean $awaitBoolean(Ctx t) {
        var value = $await(t);
        return !t.suspending && unboxed((Boolean) value);
    }

    /** Null is legal for every type of coroutine; unboxing it fails here as it would in the source. */
    @SuppressWarnings("NullAway")
    private static <T> T unboxed(@Nullable T value) {
        return value;
    }

    /** Whether {@link #$await} gives a value at once and may be called any number of times, as for {@code done(v)}. */
    default boolean $isDone() {
        return false;
    }
}
