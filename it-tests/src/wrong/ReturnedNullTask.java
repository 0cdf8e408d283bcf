package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** The same in a method that returns a task. */
class ReturnedNullTask {
    @Async
    static Task<Integer> price() {
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
