package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;
import java.util.*;

/** Coroutines that the build can't see being dropped. */
class Dropped {
    @Async
    static Coroutine<Void> save(String name) {
        System.out.println(name);
        return done();
    }

    @Async
    static Coroutine<Void> open() {
        var kept = List.of(save("kept"));
        assert !kept.isEmpty();
        var sizes = Optional.of("mapped").map(Dropped::save).stream().count();
        assert sizes == 1;
        return done();
    }

    public static void main(String[] args) {
        try (var runner = Runner.builder().debug(true).build()) {
            runner.run(open());
        }
    }
}
