package io.heddle.rt;

import org.jspecify.annotations.Nullable;

/**
 * One suspended call: at which suspension point it waits, its live locals (fields of the generated subclass), and the
 * frame of the call that awaits it. The Java stack holds a call while it runs, a frame only while it waits: it is made
 * when the call first suspends and reused for every later suspension of the same call.
 */
public abstract class CoroutineFrame {
    /** The number of the suspension point at which this call waits, from 1. Written by the woven body alone. */
    public int state;

    /** The frame that awaits this one, towards the task's root. */
    @Nullable
    CoroutineFrame caller;

    /**
     * In the innermost frame of a chain that is being captured: its outermost one so far, null for this one itself. It is
     * kept here and not in the context, because a new frame is cheap to write to: the context is old, and a garbage
     * collector has to be told of each new object that an old one refers to.
     */
    @Nullable
    CoroutineFrame outermost;

    /** Makes the frame of a call that is about to suspend for the first time. */
    protected CoroutineFrame() {}

    /**
     * Goes on behind the await of {@link #state}.
     *
     * @param value what the awaited operation gave, where it did not fail
     * @param failure what it failed with; thrown at the await, inside its try ranges
     * @param t the context of the running step
     * @return the result of the body, where {@code t.suspending} is not set
     */
    public abstract @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t);

    /** The method and line of the await at which this frame waits; as much as its class tells. Null for the runtime's own. */
    public @Nullable StackTraceElement location() {
        return null;
    }

    /** The frame that awaits this one; null for the outermost. */
    public final @Nullable CoroutineFrame caller() {
        return caller;
    }

    /** It is the first one of a chain. */
    final void beginChain() {
        if (outermost != null) {
            outermost = null;
        }
    }

    /** Adds a frame to the chain that begins with this one. */
    final void append(CoroutineFrame frame) {
        outermost().caller = frame;
        outermost = frame;
    }

    /** The last frame of the chain that begins with this one. */
    final CoroutineFrame outermost() {
        return outermost == null ? this : outermost;
    }

    /** The chain that begins with this one goes on with {@code rest}. */
    final void linkPast(@Nullable CoroutineFrame rest) {
        var end = outermost();
        if (end.caller != rest) {
            end.caller = rest;
        }
    }
}
