package closes;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.AsyncCloseable;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.io.IOException;

/** What {@link NewCloses} means. */
class NewClosesTwin {
    @Async
    private static Coroutine<Throwable> leave(AsyncCloseable c, Throwable e) {
        try {
            return done(await(c.closeAsync(e)));
        } catch (Throwable x) {
            e.addSuppressed(x);
            return done(e);
        }
    }

    @Async
    private static Coroutine<?> inAnArmOfASwitch(Probe p) {
        p.mark(7);
        var s = new Session(p, "s");
        String result;
        try {
            result = s.name + await(p.value(2.5));
        } catch (Throwable e) {
            throw Session.<RuntimeException>sneak(await(leave(s, e)));
        }
        await(s.closeAsync());
        return done(result);
    }

    @Async
    private static Coroutine<?> onAVariable(Probe p) throws Exception {
        var a = new Session(p, "a");
        var b = new Session.Replacing(p, "b");
        try {
            try {
                await(p.fail(new IOException("body")));
            } catch (Throwable e) {
                throw Session.<RuntimeException>sneak(await(leave(b, e)));
            }
            await(b.closeAsync());
        } catch (Throwable e) {
            throw Session.<RuntimeException>sneak(await(leave(a, e)));
        }
        await(a.closeAsync());
        return done("never");
    }
}
