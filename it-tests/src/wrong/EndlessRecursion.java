package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** An end is forgotten. */
class EndlessRecursion {
    @Async
    static Coroutine<Integer> sum(int n) {
        return done(n + await(sum(n - 1)));
    }

    @Async
    static Coroutine<Integer> open() {
        await(yieldNow());
        return done(await(sum(3)));
    }

    public static void main(String[] args) {
        run(open());
    }
}
