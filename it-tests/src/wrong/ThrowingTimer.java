package wrong;

import static io.heddle.Coroutines.*;
import static java.time.Duration.*;

import io.heddle.*;

/** A timer of the loop that throws. */
class ThrowingTimer {
    @Async
    static Coroutine<Void> open() {
        EventLoop.current().schedule(ofSeconds(1), () -> Integer.parseInt("ten"));
        await(sleep(ofSeconds(2)));
        return done();
    }

    public static void main(String[] args) {
        try (var runner = Runner.virtualTime()) {
            runner.run(open());
        }
    }
}
