package io.heddle;

import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/** Lets everything else that is ready run first. It has no state, so there is one for all. */
final class YieldNow extends Coroutine<@Nullable Void> {
    static final YieldNow INSTANCE = new YieldNow();

    private YieldNow() {}

    @Override
    public @Nullable Object $await(Ctx t) {
        return t.suspendToYield();
    }

    @Override
    boolean isReusable() {
        return true;
    }

    @Override
    protected String $describe() {
        return "yieldNow()";
    }
}
