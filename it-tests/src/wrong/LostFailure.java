package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** Nobody awaits the task that fails. */
class LostFailure {
    @Async
    static Coroutine<Integer> price() {
        await(yieldNow());
        throw new IllegalStateException("no price");
    }

    @Async
    static Coroutine<Void> open() {
        var unused = spawn(price());
        await(yieldNow());
        return done();
    }

    public static void main(String[] args) {
        run(open());
    }
}
