package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** A blocking {@code get} in the loop that would have to go on. */
class GetInLoop {
    @Async
    static Coroutine<Integer> price() {
        await(yieldNow());
        return done(1);
    }

    @Async
    static Coroutine<Integer> open() throws Exception {
        return done(spawn(price()).get());
    }

    public static void main(String[] args) throws Exception {
        run(open());
    }
}
