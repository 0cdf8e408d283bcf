package io.heddle;

import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import org.jspecify.annotations.Nullable;

/** A lambda as a coroutine: called when it is awaited, and left by a tail call of what it makes. */
final class FromCallable<T extends @Nullable Object> extends Coroutine<T> {
    private final AsyncCallable<T> body;

    FromCallable(AsyncCallable<T> body) {
        this.body = body;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        Coroutine<T> made;
        try {
            made = body.call();
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
        return t.complete(made);
    }

    @Override
    protected String $describe() {
        return "async(..) " + Called.of(body);
    }
}
