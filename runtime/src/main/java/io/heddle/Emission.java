package io.heddle;

import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/** Hands one element of an async generator over. */
final class Emission<T extends @Nullable Object> extends Coroutine<@Nullable Void> {
    private final GeneratorRun<T> run;
    private final T element;

    Emission(GeneratorRun<T> run, T element) {
        this.run = run;
        this.element = element;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        return run.hand(element, t);
    }

    @Override
    protected String $describe() {
        return "emit(..)";
    }
}
