package locals;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;

/** Variables whose ranges in the debug data come apart: assigned in two branches, in code that a body leaves out. */
class DebugData {
    @Async
    static Coroutine<?> splitRangesInUnreachableHandler(Probe p) {
        int rounds = 0;
        while (rounds++ < 1 && await(p.value(true))) {
            try {
                if (true) {
                    break;
                }
            } catch (IllegalStateException e) {
                p.log(e);
            } finally {
                int n;
                if (p.mark(true)) {
                    n = 1;
                } else {
                    n = 2;
                }
                p.log("finally " + n);
            }
        }
        return done(rounds);
    }

    @Async
    static Coroutine<?> splitRangesAroundAwaits(Probe p) {
        int n;
        String s;
        if (await(p.value(true))) {
            n = await(p.value(1));
            s = "a";
        } else {
            s = await(p.value("b"));
            n = 2;
        }
        await(p.pause());
        return done(s + n);
    }
}
