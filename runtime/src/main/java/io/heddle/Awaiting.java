package io.heddle;

import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/** An await as a coroutine, so that a task can be made of it. */
final class Awaiting<T extends @Nullable Object> extends Coroutine<T> {
    private final Awaitable<T> awaitable;

    Awaiting(Awaitable<T> awaitable) {
        this.awaitable = awaitable;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        return awaitable.$await(t);
    }

    @Override
    protected String $describe() {
        return "an await";
    }
}
