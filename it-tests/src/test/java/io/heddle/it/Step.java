package io.heddle.it;

import io.heddle.Coroutine;
import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A coroutine of the blocking reference: it is done when it is awaited, and never suspends. */
final class Step<T extends @Nullable Object> extends Coroutine<T> {
    private final String name;
    private final Callable<T> action;

    Step(String name, Callable<T> action) {
        this.name = name;
        this.action = action;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        try {
            return action.call();
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    @Override
    protected String $describe() {
        return name;
    }
}
