package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;
import io.heddle.sync.*;

/** Two locks in two orders. */
class Deadlock {
    @Async
    static Coroutine<Void> move(AsyncLock from, AsyncLock to) {
        try (var first = await(from.hold())) {
            await(yieldNow());
            try (var second = await(to.hold())) {
                return done();
            }
        }
    }

    @Async
    static Coroutine<Void> open() {
        var tea = new AsyncLock();
        var cake = new AsyncLock();
        await(gather(move(tea, cake), move(cake, tea)));
        return done();
    }

    public static void main(String[] args) {
        try (var runner = Runner.virtualTime()) {
            runner.run(open());
        }
    }
}
