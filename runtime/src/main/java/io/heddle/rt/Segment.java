package io.heddle.rt;

import org.jspecify.annotations.Nullable;

/**
 * The boundary of an async generator's coroutine frames: a chain of their own, which is taken off the task while the
 * generator waits for its consumer, and put back for the next element. The boundary is the last frame of that chain, and
 * stays it; only what lies beyond changes:
 *
 * <pre>{@code
 *   really suspended     leaf -> ... -> boundary -> consumer -> ...       all of it waits, as one chain
 *   parked at an emit    leaf -> ... -> boundary                          off the task; the consumer goes on
 *   goes on              leaf -> ... -> boundary, the consumer is on the Java stack
 * }</pre>
 *
 * <p>An emit is a suspension like any other, whose request is the boundary itself ({@link Ctx#suspend}): the frames
 * up to here are captured; then {@link Ctx} finds the boundary, parks them, and goes on with what {@link #parked} gives.
 * As a frame, the boundary is resumed with the outcome of the generator's body.
 */
public abstract class Segment extends CoroutineFrame implements Suspension {
    /** The innermost frame, while the segment is parked. */
    @Nullable
    CoroutineFrame innermost;

    /** While the consumer is on the Java stack below: the frames that await it. */
    @Nullable
    CoroutineFrame consumerCallers;

    /** Whether the consumer is on the Java stack below, under a trampoline that resumes frames of this segment. */
    boolean onStack;

    /** Makes a segment that has not begun. */
    protected Segment() {}

    /**
     * The frames have been parked, because the body waits at an emit.
     *
     * @return what the consumer's await gives; what this method throws, the await throws
     */
    protected abstract @Nullable Object parked();

    /** Forgets the parked frames: they will not go on. */
    protected final void drop() {
        innermost = null;
    }

    /**
     * The segment around this one, where both are suspended as parts of one chain; null where there is none, or where
     * the consumer is running.
     */
    public final @Nullable Segment outer() {
        return innermostOf(caller);
    }

    /** The first boundary in a chain; null where there is none. */
    static @Nullable Segment innermostOf(@Nullable CoroutineFrame chain) {
        for (var frame = chain; frame != null; frame = frame.caller) {
            if (frame instanceof Segment segment) {
                return segment;
            }
        }
        return null;
    }
}
