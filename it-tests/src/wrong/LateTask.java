package wrong;

import static io.heddle.Coroutines.*;
import static java.time.Duration.*;

import io.heddle.*;

/** A deadline. */
class LateTask {
    @Async
    static Coroutine<Integer> price() {
        await(sleep(ofHours(1)));
        return done(1);
    }

    @Async
    static Coroutine<Integer> open() {
        return done(await(withTimeout(ofSeconds(1), price())));
    }

    public static void main(String[] args) {
        try (var runner = Runner.virtualTime()) {
            runner.run(open());
        }
    }
}
