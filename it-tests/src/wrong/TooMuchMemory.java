package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** The memory does not suffice. */
class TooMuchMemory {
    @Async
    static Coroutine<long[]> prices(int count) {
        await(yieldNow());
        return done(new long[count]);
    }

    @Async
    static Coroutine<Integer> open() {
        return done(await(prices(Integer.MAX_VALUE)).length);
    }

    public static void main(String[] args) {
        run(open());
    }
}
