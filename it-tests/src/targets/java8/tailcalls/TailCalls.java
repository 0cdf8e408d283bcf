package tailcalls;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Expects;
import io.heddle.it.Probe;
import java.io.IOException;
import java.util.function.Supplier;

/** {@code return other()}: the caller is gone when the other runs. Long chains have a test of their own. */
class TailCalls {
    @Async
    private static Coroutine<Integer> leaf(Probe p, int n) {
        return done(await(p.value(n)) + 1);
    }

    @Async
    private static Coroutine<Integer> count(Probe p, int n, int sum) {
        if (n == 0) {
            return done(sum);
        }
        return count(p, n - 1, sum + await(p.value(n)));
    }

    @Async
    private static Coroutine<Integer> countWithoutAwait(int n, int sum) {
        return n == 0 ? done(sum) : countWithoutAwait(n - 1, sum + n);
    }

    @Async
    static Coroutine<?> toAsyncMethod(Probe p) {
        return leaf(p, 1);
    }

    @Async
    static Coroutine<?> toLeaf(Probe p) {
        p.log("before");
        return p.value("leaf");
    }

    @Async
    static Coroutine<?> toFailingLeaf(Probe p) throws IOException {
        await(p.pause());
        return p.fail(new IOException("tail"));
    }

    @Async
    static Coroutine<?> afterAwaits(Probe p) {
        int n = await(p.value(1)) + await(leaf(p, 2));
        return leaf(p, n);
    }

    @Async
    static Coroutine<?> selfRecursion(Probe p) {
        return count(p, 50, 0);
    }

    @Async
    static Coroutine<?> selfRecursionAwaited(Probe p) {
        return done(await(count(p, 20, 0)) + await(countWithoutAwait(100, 0)));
    }

    @Async
    static Coroutine<?> mutualRecursion(Probe p) {
        return ping(p, 10, "");
    }

    @Async
    private static Coroutine<String> ping(Probe p, int n, String s) {
        return n == 0 ? done(s) : pong(p, n - 1, s + await(p.value("i")));
    }

    @Async
    private static Coroutine<String> pong(Probe p, int n, String s) {
        if (n % 3 == 0) {
            return ping(p, n, s + "-");
        }
        return ping(p, n, s + await(p.value("o")));
    }

    @Async
    static Coroutine<?> argumentsAwait(Probe p) {
        return add(p, await(p.value(1)), p.mark(2L), await(p.value("3")));
    }

    @Async
    private static Coroutine<String> add(Probe p, int a, long b, String c) {
        return done(a + b + c + await(p.value("!")));
    }

    @Async
    static Coroutine<?> chainOfDifferentBodies(Probe p) {
        return first(p);
    }

    @Async
    private static Coroutine<Object> first(Probe p) {
        p.log("first");
        return second(p, await(p.value(1)));
    }

    @Async
    private static Coroutine<Object> second(Probe p, int n) {
        p.log("second");
        return third(p, n, "x");
    }

    @Async
    private static Coroutine<Object> third(Probe p, int n, String s) {
        return done(s + n + await(p.value("third")));
    }

    @Async
    static Coroutine<?> awaitedInCallerTry(Probe p) {
        try {
            return done(await(throwing(p, 3)));
        } catch (IOException e) {
            return done(e.getMessage() + await(p.value(1)));
        } finally {
            await(p.value("finally"));
        }
    }

    @Async
    private static Coroutine<Integer> throwing(Probe p, int n) throws IOException {
        if (n == 0) {
            throw new IOException("at the end of the chain");
        }
        await(p.value(n));
        return throwing(p, n - 1);
    }

    @Async
    static Coroutine<?> throughLambda(Probe p) {
        int n = await(p.value(3));
        Supplier<Coroutine<Integer>> f = () -> leaf(p, n);
        return f.get();
    }

    @Async
    static Coroutine<?> returnInsideTryIsAwaitedThere(Probe p) {
        try {
            return failing(p);
        } catch (IOException e) {
            return done("caught " + await(p.value(e.getMessage())));
        }
    }

    @Async
    private static Coroutine<String> failing(Probe p) throws IOException {
        return done(await(p.<String, IOException>fail(new IOException("inside"))));
    }

    @Async
    static Coroutine<?> finallyRunsAfterReturnedCoroutine(Probe p) {
        try {
            return leaf(p, await(p.value(1)));
        } finally {
            p.log("finally " + await(p.value(2)));
        }
    }

    @Async
    static Coroutine<?> returnInsideCatch(Probe p) {
        try {
            await(p.fail(new IOException("io")));
            return done("never");
        } catch (IOException e) {
            return leaf(p, e.getMessage().length());
        }
    }

    @Async
    static Coroutine<?> returnInsideNestedTries(Probe p) throws Exception {
        try {
            try {
                return failing(p);
            } finally {
                await(p.value("inner"));
            }
        } catch (IllegalStateException e) {
            return done("wrong");
        } finally {
            p.log("outer " + await(p.value(1)));
        }
    }

    @Async
    static Coroutine<?> returnInsideLoopWithFinally(Probe p) {
        for (int i = 0; ; i++) {
            try {
                if (i == 2) {
                    return leaf(p, i);
                }
                await(p.value(i));
            } finally {
                p.log("finally " + i);
            }
        }
    }

    @Async
    @Expects({"made", "await late", "finally", "= late"})
    static Coroutine<?> aVariableIsAwaitedWhereItIsReturnedThoughTheRangeHasAGapBefore(Probe p) {
        try {
            Coroutine<String> made = p.value("late");
            p.log("made");
            if (p.items("a", 1) == null) {
                return p.value("never");
            }
            return made;
        } finally {
            p.log("finally");
        }
    }

    /** The try in which compilers release a monitor waits for nothing. */
    @Async
    private static Coroutine<String> outOf(Object lock, Probe p) {
        synchronized (lock) {
            p.log("locked");
            return later(p, "async");
        }
    }

    private static Coroutine<String> plainlyOutOf(Object lock, Probe p) {
        synchronized (lock) {
            p.log("locked");
            return later(p, "plain");
        }
    }

    @Async
    private static Coroutine<String> later(Probe p, String text) {
        return done(text + await(p.value("!")));
    }

    @Async
    static Coroutine<?> outOfMonitors(Probe p) {
        Object lock = new Object();
        return done(await(outOf(lock, p)) + await(plainlyOutOf(lock, p)));
    }
}
