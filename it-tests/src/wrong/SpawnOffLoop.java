package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** No loop runs yet. */
class SpawnOffLoop {
    @Async
    static Coroutine<Integer> price() {
        await(yieldNow());
        return done(1);
    }

    public static void main(String[] args) {
        var unused = spawn(price());
    }
}
