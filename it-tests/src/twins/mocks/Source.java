package mocks;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;

/** An interface with an abstract async method and a default one. */
public interface Source {
    Coroutine<String> next(String prefix);

    @Async
    default Coroutine<String> twice(String prefix) {
        return done(await(next(prefix)) + await(next("again " + prefix)));
    }
}
