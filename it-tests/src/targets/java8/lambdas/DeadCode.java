package lambdas;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.function.Supplier;

/** javac leaves out code under a constant condition, but keeps the methods of the lambdas in it, which nothing calls. */
class DeadCode {
    private static final boolean TRACING = false;

    @Async
    static Coroutine<?> lambdaUnderConstantCondition(Probe p) {
        if (TRACING) {
            Supplier<Coroutine<Integer>> f = () -> done(await(p.value(1)));
            return f.get();
        }
        return done(await(p.value(2)));
    }

    @Async
    static Coroutine<?> awaitUnderConstantCondition(Probe p) {
        if (TRACING) {
            p.log(await(p.value(1)));
        }
        while (TRACING && await(p.value(true))) {
            p.log("never");
        }
        return done(TRACING ? await(p.value(1)) : await(p.value(2)));
    }
}
