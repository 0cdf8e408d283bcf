package io.heddle;

import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/** A value as a coroutine: nothing to run, so it may be awaited any number of times. */
final class Done<T extends @Nullable Object> extends Coroutine<T> {
    static final Done<@Nullable Void> VOID = Cast.to(new Done<@Nullable Object>(Cast.to(null)));

    private final T value;

    Done(T value) {
        this.value = value;
    }

    T value() {
        return value;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        return value;
    }

    @Override
    public boolean $isDone() {
        return true;
    }

    @Override
    boolean isReusable() {
        return true;
    }

    @Override
    protected String $describe() {
        return "done(..)";
    }
}
