package control;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;

/** Straight lines, branches, early exits, and code around awaits that changes nothing. */
class Branches {
    @Async
    static Coroutine<?> noAwait(Probe p) {
        p.log("plain");
        return done(1);
    }

    @Async
    static Coroutine<?> oneAwait(Probe p) {
        return done(await(p.value("x")));
    }

    @Async
    static Coroutine<?> awaitAsStatement(Probe p) {
        await(p.value("dropped value"));
        await(p.pause());
        return done();
    }

    @Async
    static Coroutine<?> droppedLong(Probe p) {
        await(p.value(1L));
        long kept = await(p.value(2L));
        await(p.value(3.0));
        return done(kept);
    }

    @Async
    static Coroutine<?> sequence(Probe p) {
        int a = await(p.value(1));
        int b = await(p.value(a + 1));
        int c = await(p.value(a + b));
        return done(a * 100 + b * 10 + c);
    }

    @Async
    static Coroutine<?> ifElse(Probe p) {
        String s;
        if (await(p.value(true))) {
            s = await(p.value("then"));
        } else {
            s = await(p.value("else"));
        }
        if (await(p.value(false))) {
            s += await(p.value("then"));
        } else {
            s += await(p.value("else"));
        }
        return done(s);
    }

    @Async
    static Coroutine<?> ifWithoutElse(Probe p) {
        int n = 5;
        if (n > await(p.value(4))) {
            n = await(p.value(6));
        }
        if (n > await(p.value(7))) {
            n = await(p.value(8));
        }
        return done(n);
    }

    @Async
    static Coroutine<?> awaitInOneBranchOnly(Probe p) {
        int n = 0;
        for (int i = 0; i < 4; i++) {
            if (i % 2 == 0) {
                n += await(p.value(i));
            } else {
                n -= i;
            }
        }
        return done(n);
    }

    @Async
    static Coroutine<?> earlyReturns(Probe p) {
        int a = await(p.value(1));
        if (a == 0) {
            return done("zero");
        }
        String s = await(p.value("abc"));
        if (s.length() == a) {
            return done("one");
        }
        if (await(p.value(s.isEmpty()))) {
            return done(await(p.value("empty")));
        }
        return done("end " + a + s);
    }

    @Async
    static Coroutine<?> elseIfChain(Probe p) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            if (await(p.value(i)) == 0) {
                s.append("none");
            } else if (await(p.value(i)) == 1) {
                s.append("one");
            } else if (i == 2) {
                s.append(await(p.value("two")));
            } else {
                s.append("many");
            }
        }
        return done(s.toString());
    }

    @Async
    static Coroutine<?> compareEveryWay(Probe p) {
        int hits = 0;
        if (3 < await(p.value(4))) hits |= 1;
        if (await(p.value(4)) >= 4) hits |= 2;
        if (2.5 > await(p.value(2.0))) hits |= 4;
        if (await(p.value(7L)) != 8L) hits |= 8;
        if (await(p.value("a")) == null) hits |= 16;
        if (null != await(p.value("a"))) hits |= 32;
        Object o = p;
        if (o == await(p.value(o))) hits |= 64;
        if (await(p.value(1.5f)) <= 1.5f) hits |= 128;
        return done(hits);
    }

    @Async
    static Coroutine<?> unreachableEnd(Probe p) {
        if (await(p.value(1)) == 1) {
            throw new IllegalStateException("always");
        } else {
            throw new IllegalArgumentException("never");
        }
    }

    @Async
    static Coroutine<?> nestedAwaits(Probe p) {
        return done(await(await(await(p.value(p.value(p.value("deep")))))));
    }

    @Async
    static Coroutine<?> nestedAwaitsWithOperands(Probe p) {
        int n = p.mark(1) + await(p.value(p.mark(2) + await(p.value(p.mark(3) + await(p.value(4))))));
        return done(n);
    }

    @Async
    static Coroutine<?> awaitInArgumentOfProbe(Probe p) {
        return done(await(p.value(await(p.value(1)) + await(p.value(2)))) + await(p.value(await(p.value(3)))));
    }

    @Async
    static Coroutine<?> instanceofAndCasts(Probe p) {
        Object o = await(p.<Object>value("text"));
        String s = o instanceof String ? (String) await(p.value(o)) : "no";
        Number n = (Number) await(p.<Object>value(3));
        char c = (char) (int) await(p.value(65));
        byte b = (byte) (await(p.value(300)) + 1);
        return done(s + n + c + b + (await(p.<Object>value(1)) instanceof Integer));
    }

    @Async
    static Coroutine<?> unaryOperators(Probe p) {
        int a = -await(p.value(5));
        int b = ~await(p.value(5));
        boolean c = !await(p.value(true));
        int d = +await(p.value((byte) 3));
        long e = -await(p.value(7L));
        double f = -await(p.value(0.0));
        return done(a + " " + b + " " + c + " " + d + " " + e + " " + f);
    }

    @Async
    static Coroutine<?> shiftsAndMixedArithmetic(Probe p) {
        long l = 1L << await(p.value(40));
        l >>>= await(p.value(3));
        int i = -17 >> await(p.value(1)) ^ await(p.value(9)) & 5 | await(p.value(2));
        double d = l / await(p.value(3.0f)) % await(p.value(1000));
        return done(l + " " + i + " " + d);
    }
}
