package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;
import java.util.concurrent.*;

/** A thread that belongs to nobody fails. */
class OtherThread {
    @Async
    static Coroutine<Integer> price() {
        return done(await(CompletableFuture.supplyAsync(() -> Integer.parseInt("ten"))));
    }

    @Async
    static Coroutine<Integer> open() {
        return done(await(price()) + 1);
    }

    public static void main(String[] args) {
        run(open());
    }
}
