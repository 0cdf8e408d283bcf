package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** An {@code onDone} that throws. */
class ThrowingCallback {
    @Async
    static Coroutine<Integer> price() {
        await(yieldNow());
        return done(1);
    }

    @Async
    static Coroutine<Void> open() {
        var price = spawn(price());
        price.onDone(task -> {
            throw new IllegalStateException("no till for " + task.resultNow());
        });
        await(price);
        return done();
    }

    public static void main(String[] args) {
        run(open());
    }
}
