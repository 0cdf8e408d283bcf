package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** A group is used behind its block. */
class ClosedGroup {
    @Async
    static Coroutine<Integer> price() {
        await(yieldNow());
        return done(1);
    }

    @Async
    static Coroutine<Void> open() {
        TaskGroup kept;
        try (var group = TaskGroup.open()) {
            kept = group;
        }
        kept.spawn(price());
        return done();
    }

    public static void main(String[] args) {
        run(open());
    }
}
