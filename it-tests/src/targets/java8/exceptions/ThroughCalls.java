package exceptions;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.io.IOException;

/** Failures that cross async calls. */
class ThroughCalls {
    @Async
    private static Coroutine<Integer> failing(Probe p, int depth) throws IOException {
        p.log("enter " + depth);
        if (depth == 0) {
            await(p.fail(new IOException("bottom")));
        }
        int n = await(failing(p, depth - 1));
        p.log("never");
        return done(n);
    }

    @Async
    private static Coroutine<Integer> guarded(Probe p, int depth) throws IOException {
        try {
            return done(await(failing(p, depth)));
        } finally {
            p.log("finally " + await(p.value(depth)));
        }
    }

    @Async
    private static Coroutine<String> translating(Probe p) {
        try {
            await(guarded(p, 1));
            return done("never");
        } catch (IOException e) {
            throw new IllegalStateException("translated", e);
        }
    }

    @Async
    static Coroutine<?> uncaught(Probe p) throws IOException {
        return done(await(failing(p, 3)));
    }

    @Async
    static Coroutine<?> caughtAtTheTop(Probe p) {
        try {
            return done(await(failing(p, 3)));
        } catch (IOException e) {
            return done(await(p.value(e.getMessage())));
        }
    }

    @Async
    static Coroutine<?> finallyOnTheWay(Probe p) {
        try {
            return done(await(guarded(p, 2)));
        } catch (IOException e) {
            return done(e.getMessage());
        }
    }

    @Async
    static Coroutine<?> translatedOnTheWay(Probe p) {
        try {
            return done(await(translating(p)));
        } catch (IllegalStateException e) {
            p.log(e.getCause());
            return done(e.getMessage());
        }
    }

    @Async
    static Coroutine<?> failsOnceThenWorks(Probe p) {
        int n = 0;
        try {
            n = await(failing(p, 1));
        } catch (IOException e) {
            n += 1;
        }
        try {
            n += await(p.value(10));
            n += await(guarded(p, 0));
        } catch (IOException e) {
            n += 100;
        }
        return done(n + await(p.value(1000)));
    }

    @Async
    private static Coroutine<Void> throwsPlainly(Probe p) {
        await(p.pause());
        throw new UnsupportedOperationException("plain");
    }

    @Async
    static Coroutine<?> plainThrowAfterSuspension(Probe p) {
        try {
            await(throwsPlainly(p));
        } catch (UnsupportedOperationException e) {
            return done(e.getMessage());
        }
        return done("never");
    }

    @Async
    private static Coroutine<Integer> recovers(Probe p, int n) {
        try {
            if (n % 2 == 0) {
                await(p.fail(new IOException("even")));
            }
            return done(n);
        } catch (IOException e) {
            return done(-n);
        }
    }

    @Async
    static Coroutine<?> recoveredInCallee(Probe p) {
        int sum = 0;
        for (int i = 1; i < 5; i++) {
            sum = sum * 10 + await(recovers(p, i));
        }
        return done(sum);
    }
}
