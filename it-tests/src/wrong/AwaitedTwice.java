package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** A coroutine runs once. */
class AwaitedTwice {
    @Async
    static Coroutine<Integer> price() {
        await(yieldNow());
        return done(1);
    }

    @Async
    static Coroutine<Integer> open() {
        var price = price();
        int first = await(price);
        return done(first + await(price));
    }

    public static void main(String[] args) {
        run(open());
    }
}
