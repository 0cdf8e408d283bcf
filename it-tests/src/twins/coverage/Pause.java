package coverage;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.Coroutine;

/** What the programs await; whether that suspends is chosen from outside. */
public final class Pause {
    public static boolean suspends;

    private Pause() {}

    @Async
    static <T> Coroutine<T> give(T value) {
        if (suspends) {
            await(yieldNow());
        }
        return done(value);
    }

    @Async
    static <T, X extends Exception> Coroutine<T> fail(X failure) throws X {
        if (suspends) {
            await(yieldNow());
        }
        throw failure;
    }
}
