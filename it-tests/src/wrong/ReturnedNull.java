package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** {@code return null} is forgotten {@code done()}. */
class ReturnedNull {
    @Async
    static Coroutine<Integer> price() {
        await(yieldNow());
        return null;
    }

    @Async
    static Coroutine<Integer> open() {
        return done(await(price()) + 1);
    }

    public static void main(String[] args) {
        run(open());
    }
}
