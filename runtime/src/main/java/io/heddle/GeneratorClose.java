package io.heddle;

import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/** Closes a run of an async generator. */
final class GeneratorClose extends Coroutine<@Nullable Void> {
    private final GeneratorRun<?> run;

    GeneratorClose(GeneratorRun<?> run) {
        this.run = run;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        return run.close(t);
    }

    @Override
    boolean beginsAfterAll() {
        return true;
    }

    @Override
    protected String $describe() {
        return "closeAsync() of an async generator";
    }
}
