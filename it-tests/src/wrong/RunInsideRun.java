package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** A loop inside a loop. */
class RunInsideRun {
    @Async
    static Coroutine<Integer> price() {
        await(yieldNow());
        return done(1);
    }

    @Async
    static Coroutine<Integer> open() {
        return done(run(price()));
    }

    public static void main(String[] args) {
        run(open());
    }
}
