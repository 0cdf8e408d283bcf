package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;
import java.util.concurrent.*;

/** The same in a method that returns a future. */
class ReturnedNullFuture {
    @Async
    static CompletableFuture<Integer> price() {
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
