package io.heddle.rt;

import org.jspecify.annotations.Nullable;

/**
 * Takes the place of the calls of a chain that have ended, one after the other, while those who awaited them go on. The
 * context names this one object, and each call that ends changes only what it says:
 *
 * <pre>
 *   leaf &lt;- a &lt;- b &lt;- c &lt;- root      the leaf has ended, a runs      context -&gt; ended -&gt; b
 *                                     a has ended, b runs             context -&gt; ended -&gt; c
 * </pre>
 *
 * <p>The context is an old object, and G1 takes as long for a reference in it to a young one as for all the rest of a call's
 * end. This one is as young as the frames.
 */
final class EndedCalls extends CoroutineFrame {
    private EndedCalls(CoroutineFrame callers) {
        this.caller = callers;
    }

    /** What is to be noted in place of {@code callers}: it pays where there are more of them to end, and memory for it. */
    static @Nullable CoroutineFrame beneath(@Nullable CoroutineFrame callers) {
        if (callers == null || callers.caller == null) {
            return callers;
        }
        try {
            return new EndedCalls(callers);
        } catch (OutOfMemoryError e) {
            return callers;
        }
    }

    /** Those who awaited the calls are resumed, not this. */
    @Override
    public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
        throw new IllegalStateException("these calls have ended");
    }
}
