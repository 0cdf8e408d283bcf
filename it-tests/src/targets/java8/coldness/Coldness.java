package coldness;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Expects;
import io.heddle.it.Probe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Nothing runs until it is awaited: what a blocking twin can't show. */
class Coldness {
    @Async
    private static Coroutine<Integer> noisy(Probe p, int n) {
        p.log("start " + n);
        int result = await(p.value(n));
        p.log("end " + n);
        return done(result);
    }

    @Async
    private static Coroutine<Integer> failing(Probe p, String message) throws IOException {
        p.log("start " + message);
        return done(await(p.<Integer, IOException>fail(new IOException(message))));
    }

    private final Probe probe;
    private int field = 1;

    private Coldness(Probe probe) {
        this.probe = probe;
    }

    @Async
    private Coroutine<Integer> readField() {
        await(probe.pause());
        return done(field);
    }

    @Async
    @Expects({"called", "start 1", "await 1", "end 1", "= 1"})
    static Coroutine<?> startsWhereAwaited(Probe p) {
        Coroutine<Integer> c = noisy(p, 1);
        p.log("called");
        return done(await(c));
    }

    @Async
    @Expects({"argument", "called", "start 1", "await 1", "end 1", "= 1"})
    static Coroutine<?> argumentsAreEvaluatedAtTheCall(Probe p) {
        Coroutine<Integer> c = noisy(p, p.mark("argument").equals("argument") ? 1 : 2);
        p.log("called");
        return done(await(c));
    }

    @Async
    @Expects({"both called", "start 2", "await 2", "end 2", "start 1", "await 1", "end 1", "= 21"})
    static Coroutine<?> awaitedInOtherOrder(Probe p) {
        Coroutine<Integer> first = noisy(p, 1);
        Coroutine<Integer> second = noisy(p, 2);
        p.log("both called");
        return done(await(second) * 10 + await(first));
    }

    @Async
    @Expects({"start 0", "await 0", "end 0", "start 1", "await 1", "end 1", "start 2", "await 2", "end 2", "= 3"})
    static Coroutine<?> keptInList(Probe p) {
        List<Coroutine<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(noisy(p, i));
        }
        int sum = 0;
        for (Coroutine<Integer> each : all) {
            sum += await(each);
        }
        return done(sum);
    }

    @Async
    @Expects({"called", "start x", "await java.io.IOException: x", "= caught x"})
    static Coroutine<?> failsWhereAwaited(Probe p) {
        Coroutine<Integer> c;
        try {
            c = failing(p, "x");
            p.log("called");
        } catch (IOException e) {
            return done("at the call");
        }
        try {
            return done(await(c));
        } catch (Exception e) {
            return done("caught " + e.getMessage());
        }
    }

    @Async
    @Expects({"await null", "= 2"})
    static Coroutine<?> bodySeesLaterChanges(Probe p) {
        Coldness o = new Coldness(p);
        Coroutine<Integer> c = o.readField();
        o.field = 2;
        return done(await(c));
    }

    @Async
    @Expects({"await null", "await null", "= ArrayList [3, 3]"})
    static Coroutine<?> capturedArgumentsAreTheirOwn(Probe p) {
        int n = 3;
        Coroutine<Integer> a = echo(p, n);
        n = 4;
        Coroutine<Integer> b = echo(p, n - 1);
        n = 5;
        List<Integer> results = new ArrayList<>(Collections.singleton(await(a)));
        results.add(await(b));
        return done(results);
    }

    @Async
    private static Coroutine<Integer> echo(Probe p, int n) {
        await(p.pause());
        return done(n);
    }

    @Async
    @Expects({"before", "finally", "start 7", "await 7", "end 7", "= 7"})
    static Coroutine<?> returnOfStoredCoroutineIsATailCall(Probe p) {
        Coroutine<Integer> c;
        try {
            c = noisy(p, 7);
            p.log("before");
        } finally {
            p.log("finally");
        }
        return c;
    }

    @Async
    @Expects({"start x", "await java.io.IOException: x", "finally", "= caught x"})
    static Coroutine<?> returnInsideTryIsAwaitedThere(Probe p) {
        try {
            return failing(p, "x");
        } catch (IOException e) {
            return done("caught " + e.getMessage());
        } finally {
            p.log("finally");
        }
    }

    @Async
    @Expects({"await java.io.IOException: leaf", "finally", "= caught leaf"})
    static Coroutine<?> returnOfLeafInsideTry(Probe p) {
        try {
            return p.fail(new IOException("leaf"));
        } catch (IOException e) {
            return done("caught " + e.getMessage());
        } finally {
            p.log("finally");
        }
    }

    @Async
    @Expects({"start 1", "await 1", "end 1", "finally", "= 1"})
    static Coroutine<?> valueReturnedInsideTryWithFinally(Probe p) {
        try {
            return noisy(p, 1);
        } finally {
            p.log("finally");
        }
    }

    @Async
    @Expects({"start 1", "await 1", "end 1", "await cleanup", "= 1"})
    static Coroutine<?> finallyAwaitsAfterReturnedCoroutine(Probe p) {
        try {
            return noisy(p, 1);
        } finally {
            await(p.value("cleanup"));
        }
    }

    @Async
    @Expects({"start 2", "await 2", "end 2", "= 2"})
    static Coroutine<?> variableReturnedInsideTry(Probe p) {
        try {
            Coroutine<Integer> c = noisy(p, 2);
            return c;
        } catch (RuntimeException e) {
            return done("never");
        }
    }

    @Async
    @Expects({"in body", "start 5", "await 5", "end 5", "after", "= 6"})
    static Coroutine<?> lambdaIsColdUntilAwaited(Probe p) {
        io.heddle.AsyncCallable<Integer> f = () -> {
            p.log("in body");
            return done(await(noisy(p, 5)) + 1);
        };
        int n;
        try {
            n = await(f.call());
        } catch (Exception e) {
            return done("never");
        }
        p.log("after");
        return done(n);
    }

    @Async
    @Expects({"await 1", "await 1", "= 4"})
    static Coroutine<?> doneMayBeAwaitedOften(Probe p) {
        Coroutine<Integer> two = done(2);
        await(p.value(1));
        int n = await(two);
        await(p.value(1));
        return done(n + await(two));
    }

    @Async
    @Expects({"start 1", "await 1", "end 1", "= refused the second time"})
    static Coroutine<?> awaitedTwice(Probe p) {
        Coroutine<Integer> c = noisy(p, 1);
        await(c);
        try {
            return done(await(c));
        } catch (IllegalStateException e) {
            return done("refused the second time");
        }
    }

    @Async
    @Expects({"await 1", "! java.lang.NullPointerException"})
    static Coroutine<?> returnNull(Probe p) {
        await(p.value(1));
        return null;
    }

    @Async
    private static Coroutine<String> nullInsteadOfCoroutine(Probe p) {
        await(p.pause());
        return null;
    }

    @Async
    @Expects({
        "await null",
        "= an @Async method returned null instead of a coroutine:" + " write `return done();` or `return done(value);`"
    })
    static Coroutine<?> returnNullSaysWhatToWrite(Probe p) {
        try {
            return done(await(nullInsteadOfCoroutine(p)));
        } catch (NullPointerException e) {
            return done(e.getMessage());
        }
    }

    @Async
    @Expects({
        "await 1",
        "finally",
        "= an @Async method returned null instead of a coroutine:" + " write `return done();` or `return done(value);`"
    })
    static Coroutine<?> returnNullInATryIsCaughtThere(Probe p) {
        try {
            return await(p.value(1)) == 1 ? null : p.value(2);
        } catch (NullPointerException e) {
            return done(e.getMessage());
        } finally {
            p.log("finally");
        }
    }

    @Async
    @Expects({"await 1", "= ArrayList [true, false]"})
    static Coroutine<?> sameCoroutineThroughDoneIsNotAwaited(Probe p) {
        Coroutine<Integer> c = done(1);
        Coroutine<Coroutine<Integer>> wrapped = done(c);
        await(p.value(1));
        return done(Arrays.asList(await(wrapped) == c, await(await(wrapped)) != 1));
    }
}
