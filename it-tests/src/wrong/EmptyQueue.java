package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;
import io.heddle.sync.*;

/** Nobody will ever put anything into the queue. */
class EmptyQueue {
    @Async
    static Coroutine<Integer> open() {
        return done(await(new AsyncQueue<Integer>().get()));
    }

    public static void main(String[] args) {
        try (var runner = Runner.virtualTime()) {
            runner.run(open());
        }
    }
}
