package coverage;

import static coverage.Pause.fail;
import static coverage.Pause.give;
import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import java.io.IOException;

/** Awaits that fail. */
final class Failures {
    private Failures() {}

    @Async
    static Coroutine<String> everything() {
        return done(await(caught()) + await(throughFinally()) + await(retried(2)));
    }

    @Async
    static Coroutine<String> caught() {
        var text = "";
        try {
            await(fail(new IOException("failed")));
            text += "never";
        } catch (IOException e) {
            text += await(give(e.getMessage()));
        } catch (RuntimeException e) {
            text += "never";
        }
        return done(text);
    }

    @Async
    static Coroutine<String> throughFinally() {
        var text = new StringBuilder();
        try {
            await(failing(text));
        } catch (IllegalStateException e) {
            text.append(e.getMessage());
        }
        return done(text.toString());
    }

    @Async
    private static Coroutine<String> failing(StringBuilder text) {
        try {
            text.append(await(give("before")));
            throw new IllegalStateException("thrown");
        } finally {
            text.append(await(give("finally")));
        }
    }

    @Async
    private static Coroutine<String> retried(int times) {
        for (var i = 0; ; i++) {
            try {
                return done(await(attempt(i, times)));
            } catch (IllegalStateException e) {
                await(give("wait"));
            }
        }
    }

    @Async
    private static Coroutine<String> attempt(int number, int needed) {
        if (number < needed) {
            throw new IllegalStateException("again");
        }
        return give("done");
    }
}
