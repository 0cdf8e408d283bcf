package io.heddle;

import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/** Asks an iterator whether it has another element. One object asks for all of them, so that asking allocates nothing. */
final class HasNext extends Coroutine<Boolean> {
    private final Iteration iteration;

    HasNext(Iteration iteration) {
        this.iteration = iteration;
    }

    /** What is asked. */
    interface Iteration {
        /** The answer; as {@link #$await}. */
        @Nullable
        Object advance(Ctx t);
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        return iteration.advance(t);
    }

    @Override
    boolean isReusable() {
        return true;
    }

    @Override
    protected String $describe() {
        return "hasNextAsync()";
    }
}
