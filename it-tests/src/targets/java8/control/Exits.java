package control;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Ways out of blocks that are in each other: every part of a statement awaits, and every part may be where it ends. */
class Exits {
    @Async
    private static Coroutine<Integer> v(Probe p, int n) {
        return done(await(p.value(n)));
    }

    @Async
    private static Coroutine<Integer> bad(Probe p, String s) {
        await(p.pause());
        throw new IllegalStateException(s);
    }

    @Async
    private static Coroutine<Integer> tryReturn(Probe p, int how) {
        try {
            p.log(await(v(p, how)));
            if (how == 0) return v(p, 10);
            if (how == 1) return bad(p, "one");
            if (how == 2) throw new IllegalArgumentException(await(p.value("two")));
            if (how == 3) return done(await(bad(p, "three")));
        } catch (IllegalStateException e) {
            p.log(await(p.value("caught " + e.getMessage())));
            return how == 1 ? v(p, 11) : bad(p, "again");
        } finally {
            p.log(await(p.value("finally")));
            if (how == 5) return v(p, 55);
            if (how == 6) throw new Error(await(p.value("six")));
        }
        return how == 4 ? done(4) : v(p, 99);
    }

    @Async
    static Coroutine<?> tryReturns(Probe p) {
        List<Object> r = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            try {
                r.add(await(tryReturn(p, k)));
            } catch (Throwable e) {
                r.add(e.toString());
            }
        }
        return done(r);
    }

    @Async
    private static Coroutine<String> loops(Probe p, int mode) {
        StringBuilder t = new StringBuilder();
        outer:
        for (int i = 0; i < await(v(p, 3)); i++) {
            inner:
            do {
                try {
                    t.append(i);
                    switch (mode) {
                        case 0:
                            continue outer;
                        case 1:
                            break outer;
                        case 2:
                            if (await(v(p, i)) == 1) continue inner;
                            break;
                        case 3:
                            try {
                                break inner;
                            } finally {
                                t.append(await(p.value("x")));
                            }
                        case 4:
                            try {
                                throw new RuntimeException();
                            } finally {
                                if (await(v(p, i)) < 2) continue outer;
                            }
                        case 5:
                            return done(t.append(await(p.value("r"))).toString());
                        default:
                            t.append(await(p.value("d")));
                    }
                } catch (RuntimeException e) {
                    t.append(await(p.value("c")));
                    if (i == 2) break outer;
                } finally {
                    t.append(await(p.value("f")));
                    if (mode == 6 && i == 1) break;
                }
            } while (await(p.value(i > 5)));
            t.append('|');
        }
        return done(t.toString());
    }

    @Async
    static Coroutine<?> allExits(Probe p) {
        List<String> r = new ArrayList<>();
        for (int m = 0; m < 8; m++) r.add(await(loops(p, m)));
        return done(r);
    }

    @Async
    static Coroutine<?> foreverWithBreak(Probe p) {
        int n = 0;
        for (; ; ) {
            while (true) {
                if (await(v(p, n++)) > 2) break;
            }
            if (n > await(v(p, 4))) break;
        }
        do {
            n--;
            if (await(v(p, n)) == 3) continue;
            if (n < 2) break;
        } while (await(p.value(n != 0)));
        return done(n);
    }

    @Async
    static Coroutine<?> neverEndsByItself(Probe p) {
        int n = 0;
        try {
            while (true) {
                n++;
                await(v(p, n));
                if (n == 4) throw new TimeoutException(await(p.value("t")));
            }
        } catch (TimeoutException e) {
            return done(n + e.getMessage());
        }
    }

    @Async
    static Coroutine<?> finallyInFinallyInFinally(Probe p) {
        String t = "";
        try {
            try {
                try {
                    t += await(p.value("a"));
                    throw new RuntimeException("1");
                } finally {
                    try {
                        t += await(p.value("b"));
                        throw new RuntimeException("2");
                    } finally {
                        try {
                            t += await(p.value("c"));
                        } finally {
                            t += await(p.value("d"));
                        }
                    }
                }
            } finally {
                t += await(p.value("e"));
                try {
                    throw new Error("3");
                } catch (Error e) {
                    t += await(p.value(e.getMessage()));
                }
            }
        } catch (RuntimeException e) {
            t += await(p.value(e.getMessage()));
        }
        return done(t);
    }

    @Async
    static Coroutine<?> valueFixedInReturn(Probe p) {
        long[] seen = {0};
        return done(await(fixed(p, seen)) * 100 + seen[0]);
    }

    @Async
    private static Coroutine<Long> fixed(Probe p, long[] out) {
        long x = await(p.value(1L));
        double d = 2;
        try {
            return done(x + await(p.value(1L)));
        } finally {
            x = await(p.value(50L));
            d += x;
            out[0] = (long) d;
        }
    }

    @Async
    static Coroutine<?> multiCatch(Probe p) {
        String t = "";
        for (int k = 0; k < 5; k++) {
            try {
                switch (await(v(p, k))) {
                    case 0:
                        throw new java.io.IOException("io");
                    case 1:
                        throw new TimeoutException("to");
                    case 2:
                        throw new IllegalStateException("is");
                    case 3:
                        await(p.fail(new java.io.FileNotFoundException("nf")));
                    default:
                        t += "none";
                }
            } catch (java.io.FileNotFoundException | TimeoutException e) {
                t += await(p.value(e.getMessage())) + e.getClass().getSimpleName();
            } catch (java.io.IOException | RuntimeException e) {
                final Exception x = e;
                t += await(p.value(x.getMessage()));
            } finally {
                t += await(p.value(k));
            }
        }
        return done(t);
    }

    @Async
    private static Coroutine<Integer> precise(Probe p, int k) throws java.io.IOException, TimeoutException {
        try {
            if (await(v(p, k)) == 0) throw new java.io.IOException("x");
            if (k == 1) throw new TimeoutException("y");
            return v(p, 5);
        } catch (final Exception e) {
            p.log(await(p.value("seen")));
            throw e;
        }
    }

    @Async
    static Coroutine<?> preciseRethrow(Probe p) {
        String t = "";
        for (int k = 0; k < 3; k++)
            try {
                t += await(precise(p, k));
            } catch (java.io.IOException e) {
                t += "io";
            } catch (TimeoutException e) {
                t += "to";
            }
        return done(t);
    }

    static final class R implements AutoCloseable {
        final Probe p;
        final String n;
        final boolean bad;

        R(Probe p, String n, boolean bad) {
            this.p = p;
            this.n = n;
            this.bad = bad;
            p.log("open " + n);
        }

        @Override
        public void close() throws java.io.IOException {
            p.log("close " + n);
            if (bad) throw new java.io.IOException(n);
        }
    }

    @Async
    private static Coroutine<R> open(Probe p, String n, boolean bad) {
        if (n == null) {
            await(p.pause());
            return done(null);
        }
        return done(new R(p, await(p.value(n)), bad));
    }

    @Async
    private static Coroutine<String> with(Probe p, int how) throws java.io.IOException {
        try (R a = await(open(p, "a", how > 2));
                R n = await(open(p, null, true));
                R b = how == 9 ? null : await(open(p, "b", how % 3 == 0))) {
            p.log(await(p.value(how)));
            if (how == 1) return v2(p);
            if (how == 2) throw new IllegalStateException(await(p.value("body")));
            if (how == 3) await(p.fail(new Error("await")));
            if (how == 5) return bad2(p);
        } catch (IllegalStateException e) {
            return done("is" + e.getSuppressed().length + await(p.value("c")));
        } finally {
            p.log(await(p.value("fin")));
        }
        return done("end");
    }

    @Async
    private static Coroutine<String> v2(Probe p) {
        return done(await(p.value("ret")));
    }

    @Async
    private static Coroutine<String> bad2(Probe p) {
        throw new IllegalStateException(await(p.value("bad2")));
    }

    @Async
    static Coroutine<?> resources(Probe p) {
        List<Object> t = new ArrayList<>();
        for (int k = 0; k < 10; k++)
            try {
                t.add(await(with(p, k)));
            } catch (Throwable e) {
                t.add(e + Arrays.toString(e.getSuppressed()));
            }
        return done(t);
    }

    @Async
    static Coroutine<?> synchronizedBetween(Probe p) {
        Object lock = new Object();
        long n = await(p.value(1L));
        synchronized (lock) {
            n += 5;
        }
        n += await(p.value(2L));
        synchronized (await(p.value(lock))) {
            synchronized (Exits.class) {
                n *= 2;
                if (n < 0) throw new Error();
            }
        }
        try {
            synchronized (lock) {
                if (n > 3) throw new RuntimeException("in");
            }
        } catch (RuntimeException e) {
            n -= await(p.value(1L));
        }
        for (int k = 0; k < 3; k++) {
            synchronized (lock) {
                if (k == 1) continue;
                n++;
            }
            n += await(p.value(k));
        }
        return done(n + "" + Thread.holdsLock(lock));
    }

    @Async
    static Coroutine<?> asserts(Probe p) {
        int n = 0;
        assert await(p.value(true));
        assert await(v(p, 1)) == 1 : await(p.value("not evaluated"));
        try {
            assert await(p.value(n == 1)) : await(p.value("message")) + n;
        } catch (AssertionError e) {
            n = e.getMessage().length();
        }
        return done(n);
    }

    @Async
    static Coroutine<?> definiteAssignment(Probe p) {
        final int a;
        final long b;
        final String c;
        int d;
        if (await(p.value(true))) {
            a = await(v(p, 1));
            b = 2;
        } else {
            a = 2;
            b = await(p.value(3L));
        }
        try {
            d = await(v(p, 5));
        } finally {
            c = await(p.value("c"));
        }
        boolean k;
        if (await(p.value(true)) && (k = await(p.value(false))) | true) p.log(k);
        int x;
        while (true) {
            x = await(v(p, 8));
            if (x > 7) break;
        }
        Supplier<String> s = () -> a + c + b;
        return done(s.get() + d + x);
    }

    @Async
    static Coroutine<?> scopesReused(Probe p) {
        String t = "";
        {
            int a = await(v(p, 1));
            t += a;
        }
        {
            long b = await(p.value(2L));
            t += b;
        }
        {
            String c = await(p.value("c"));
            double d = 4;
            await(p.pause());
            t += c + d;
        }
        {
            int e = 5;
            int f = await(v(p, 6));
            t += e + f;
        }
        for (int i = 0; i < 2; i++) {
            if (i == 0) {
                double q = await(p.value(1.5));
                t += q;
            } else {
                Object o = await(p.value("o"));
                await(p.pause());
                t += o;
            }
        }
        return done(t);
    }

    @Async
    static Coroutine<?> throwsInEachPart(Probe p) {
        List<Object> t = new ArrayList<>();
        for (int k = 0; k < 16; k++) {
            try {
                t.add(await(parts(p, k)));
            } catch (Throwable e) {
                t.add(e.getMessage() + e.getSuppressed().length);
            }
        }
        return done(t);
    }

    @Async
    private static Coroutine<String> parts(Probe p, int k) {
        String t = "";
        try {
            t += "t";
            if ((k & 1) != 0) t += await(p.<String, RuntimeException>fail(new IllegalStateException("try")));
            t += await(p.value("T"));
        } catch (IllegalStateException e) {
            t += "c";
            if ((k & 2) != 0) t += await(p.<String, RuntimeException>fail(new IllegalStateException("catch" + t)));
            t += await(p.value("C"));
        } finally {
            t += "f";
            if ((k & 4) != 0) t += await(p.<String, RuntimeException>fail(new IllegalStateException("finally" + t)));
            t += await(p.value("F"));
            if ((k & 8) != 0) return done(t + "!");
        }
        return done(t);
    }

    @Async
    static Coroutine<?> switchOfCollidingStrings(Probe p) {
        String t = "";
        for (String s : new String[] {"Aa", "BB", "AaBB", "BBAa", "C#", "", "x"}) {
            switch (await(p.value(s))) {
                case "Aa":
                    t += await(p.value(1));
                    break;
                case "BB":
                    t += await(p.value(2));
                case "AaBB":
                    t += 3;
                    break;
                case "BBAa": {
                    int q = await(v(p, 4));
                    t += q;
                }
                default:
                    t += await(p.value("d"));
                case "":
                    t += "e";
            }
        }
        return done(t);
    }

    @Async
    static Coroutine<?> enumSwitch(Probe p) {
        String t = "";
        for (TimeUnit u : new TimeUnit[] {TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.SECONDS, null}) {
            try {
                switch (await(p.value(u))) {
                    case DAYS:
                        t += await(p.value("d"));
                        break;
                    case HOURS:
                        t += "h";
                    default:
                        t += await(p.value("x"));
                }
            } catch (NullPointerException e) {
                t += "n";
            }
        }
        return done(t);
    }

    @Async
    static Coroutine<?> extremeSwitch(Probe p) {
        String t = "";
        for (int k : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1, 1})
            switch (await(v(p, k))) {
                case Integer.MIN_VALUE:
                    t += "m";
                case Integer.MAX_VALUE:
                    t += await(p.value("M"));
                    break;
                case -1:
                    t += "-";
                    break;
                case 0:
                    if (await(p.value(true))) break;
                default:
                    t += await(p.value("?"));
            }
        return done(t);
    }

    @Async
    static Coroutine<?> emptyBodies(Probe p) {
        if (await(p.value(true))) {
        } else {
        }
        while (await(p.value(false))) {}
        for (await(p.pause()); await(p.value(false)); await(p.pause()))
            ;
        switch (await(v(p, 1))) {
        }
        try {
        } finally {
            await(p.pause());
        }
        try {
            await(p.pause());
        } catch (RuntimeException e) {
        } finally {
        }
        ;
        ;
        {
        }
        return done();
    }
}
