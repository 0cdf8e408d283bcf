package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;
import java.util.*;

/** A listener that throws. */
class ThrowingListener {
    static final Map<String, Integer> COUNTS = new HashMap<>();

    @Async
    static Coroutine<Integer> price() {
        await(yieldNow());
        return done(1);
    }

    @Async
    static Coroutine<Integer> open() {
        return done(await(spawn(price())));
    }

    public static void main(String[] args) {
        var counter = new LoopListener() {
            @Override
            public void spawned(Task<?> task) {
                COUNTS.put(task.name(), COUNTS.get("all") + 1);
            }
        };
        try (var runner = Runner.builder().listener(counter).build()) {
            runner.run(open());
        }
    }
}
