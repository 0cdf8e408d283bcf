package wrong;

import static io.heddle.Coroutines.*;
import static java.time.Duration.*;

import io.heddle.*;

/** A task is awaited that somebody has cancelled. */
class CancelledTask {
    @Async
    static Coroutine<Integer> price() {
        await(sleep(ofHours(1)));
        return done(1);
    }

    @Async
    static Coroutine<Integer> open() {
        var price = spawn(price());
        await(yieldNow());
        price.cancel("too expensive");
        return done(await(price));
    }

    public static void main(String[] args) {
        run(open());
    }
}
