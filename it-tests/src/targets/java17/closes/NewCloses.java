package closes;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import io.heddle.it.SpelledOut;
import java.io.IOException;

/** A try-with-resources in an arm of a switch expression, and one on variables. */
@SpelledOut(NewClosesTwin.class)
class NewCloses {
    @Async
    static Coroutine<?> inAnArmOfASwitch(Probe p) {
        var result = switch (p.mark(7)) {
            case 7 -> {
                try (var s = new Session(p, "s")) {
                    yield s.name + await(p.value(2.5));
                }
            }
            default -> "never";
        };
        return done(result);
    }

    @Async
    static Coroutine<?> onAVariable(Probe p) throws Exception {
        var a = new Session(p, "a");
        var b = new Session.Replacing(p, "b");
        try (a;
                b) {
            await(p.fail(new IOException("body")));
        }
        return done("never");
    }
}
