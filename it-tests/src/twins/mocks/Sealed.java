package mocks;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.Coroutine;

/** A final class. */
public final class Sealed implements Source {
    @Override
    @Async
    public Coroutine<String> next(String prefix) {
        await(yieldNow());
        return done(prefix + "sealed");
    }

    @Async
    public Coroutine<Integer> length(String text) {
        await(yieldNow());
        return done(await(next(text)).length());
    }
}
