package wrong;

import static io.heddle.Coroutines.*;
import static java.time.Duration.*;

import io.heddle.*;

/** Several children of a group fail. */
class FailingGroup {
    @Async
    static Coroutine<Void> fail(String name, int seconds) {
        try {
            await(sleep(ofSeconds(seconds)));
        } finally {
            if (seconds > 1) {
                throw new IllegalStateException(name + " could not clean up");
            }
        }
        throw new IllegalStateException(name);
    }

    @Async
    static Coroutine<Void> open() {
        try (var group = TaskGroup.open()) {
            group.spawn(fail("tea", 1));
            group.spawn(fail("cake", 2));
        }
        return done();
    }

    public static void main(String[] args) {
        try (var runner = Runner.virtualTime()) {
            runner.run(open());
        }
    }
}
