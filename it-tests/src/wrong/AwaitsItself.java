package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** A task waits for itself. */
class AwaitsItself {
    static Task<Integer> task;

    @Async
    static Coroutine<Integer> price() {
        return done(await(task) + 1);
    }

    @Async
    static Coroutine<Integer> open() {
        task = spawn(price());
        return done(await(task));
    }

    public static void main(String[] args) {
        run(open());
    }
}
