package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** The build has not woven the class. */
class Unwoven {
    @Async
    static Coroutine<Integer> price() {
        await(yieldNow());
        return done(1);
    }

    public static void main(String[] args) {
        run(price());
    }
}
