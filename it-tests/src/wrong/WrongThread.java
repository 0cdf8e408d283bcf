package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;
import io.heddle.sync.*;

/** A lock of one loop on another thread. */
class WrongThread {
    @Async
    static Coroutine<Void> open() {
        var lock = new AsyncLock();
        await(lock.acquire());
        await(toThread(() -> lock.release()));
        return done();
    }

    public static void main(String[] args) {
        try (var runner = Runner.builder().debug(true).build()) {
            runner.run(open());
        }
    }
}
