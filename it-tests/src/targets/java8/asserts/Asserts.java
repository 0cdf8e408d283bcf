package asserts;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;

/** The assert statement, whose switch is a static field of the outermost class. */
class Asserts {
    @Async
    static Coroutine<?> holds(Probe p) {
        assert await(p.value(true));
        assert await(p.value(1)) > 0 : await(p.value("not evaluated"));
        return done("held");
    }

    @Async
    static Coroutine<?> fails(Probe p) {
        int n = await(p.value(2));
        try {
            assert n < await(p.value(1)) : "n is " + await(p.value(n));
            return done("assertions are off");
        } catch (AssertionError e) {
            return done(e.getMessage());
        }
    }

    @Async
    static Coroutine<?> failsWithoutMessage(Probe p) {
        assert await(p.value(false));
        return done("assertions are off");
    }
}
