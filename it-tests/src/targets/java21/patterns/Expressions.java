package patterns;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Patterns of records in records, of generic ones, of enums and of what is null; guards and arms that await. */
class Expressions {
    sealed interface Ex permits Num, Add, Mul, Neg, Ref {}

    record Num(int v) implements Ex {}

    record Add(Ex l, Ex r) implements Ex {}

    record Mul(Ex l, Ex r) implements Ex {}

    record Neg(Ex e) implements Ex {}

    record Ref(String n, Object o) implements Ex {}

    @Async
    private static Coroutine<Integer> eval(Probe p, Ex e) {
        return switch (e) {
            case Num(var v) when v > 100 -> throw new IllegalArgumentException(await(p.value("big")));
            case Num(int v) -> done(await(p.value(v)));
            case Add(Num(var a), Num(var b)) when await(p.value(a)).equals(await(p.value(b))) -> done(2 * a);
            case Add(var l, var r) -> done(await(eval(p, l)) + await(eval(p, r)));
            case Mul(Num(var z), var r) when z == 0 && await(p.value(true)) -> done(0);
            case Mul(Ex l, Ex r) -> {
                int x = await(eval(p, l));
                if (x == 0) yield done(0);
                try {
                    yield eval(p, new Num(await(eval(p, r)) * x));
                } finally {
                    p.log(await(p.value("mul")));
                }
            }
            case Neg(Neg(Ex in)) -> eval(p, in);
            case Neg(Ex in) -> done(-await(eval(p, in)));
            case Ref(String n, Integer i) -> done(i + await(p.value(n.length())));
            case Ref(String n, Object o)
            when o instanceof String s && await(p.value(s)).equals(n) -> done(s.length());
            case Ref r -> done(await(p.value(-1)));
        };
    }

    @Async
    static Coroutine<?> evaluate(Probe p) {
        Ex[] all = {
            new Add(new Num(3), new Num(3)),
            new Add(new Num(3), new Neg(new Num(4))),
            new Mul(new Num(0), new Num(500)),
            new Mul(new Num(2), new Neg(new Neg(new Num(5)))),
            new Ref("ab", 5),
            new Ref("ab", "ab"),
            new Ref("ab", "c"),
            new Num(101),
            new Mul(new Num(50), new Num(3)),
            null
        };
        List<Object> r = new ArrayList<>();
        for (Ex e : all)
            try {
                r.add(await(eval(p, e)));
            } catch (RuntimeException x) {
                r.add(x.getClass().getSimpleName() + await(p.value("!")));
            }
        return done(r);
    }

    record Pair<A, B>(A a, B b) {}

    @Async
    static Coroutine<?> genericRecords(Probe p) {
        Pair<Pair<Integer, String>, Long> q = new Pair<>(new Pair<>(1, "x"), 2L);
        String t = "";
        if (await(p.value(q)) instanceof Pair<Pair<Integer, String>, Long>(Pair<Integer, String>(var i, var s), var l)
                && await(p.value(i)) == 1) t += i + s + l + await(p.value("in"));
        if (!(await(p.value((Object) q)) instanceof Pair<?, ?>(Pair<?, ?>(Integer i, String s), Long l)
                && l > await(p.value(1L)))) return done("no");
        t += i + s + l;
        Object o = q;
        t += switch (o) {
            case Pair<?, ?>(Pair<?, ?>(String z, var y), var w) -> "never" + await(p.value(z));
            case Pair<?, ?>(Pair<?, ?>(Integer z, String y), Long w)
            when w.intValue() + await(p.value(z)) > 2 -> y + await(p.value(w));
            default -> "d";
        };
        return done(t);
    }

    enum Co {
        R,
        G,
        B
    }

    sealed interface Sel permits Co2, Txt {}

    enum Co2 implements Sel {
        X,
        Y
    }

    record Txt(String s) implements Sel {}

    @Async
    static Coroutine<?> qualifiedEnums(Probe p) {
        String t = "";
        Sel[] all = {Co2.X, Co2.Y, new Txt("t"), new Txt("")};
        for (Sel s : all)
            t += switch (await(p.value(s))) {
                case Co2.X -> await(p.value("x"));
                case Co2.Y -> {
                    if (await(p.value(false))) yield "no";
                    yield "y";
                }
                case Txt(var q) when q.isEmpty() -> await(p.value("e"));
                case Txt(var q) -> q + await(p.value(1));
            };
        for (Co c : Co.values())
            switch (await(p.value(c))) {
                case R -> t += await(p.value("r"));
                case G -> {}
                case B -> {
                    t += "b";
                }
            }
        for (Object o : new Object[] {1, "s", Co.G, null, 'c'})
            switch (await(p.value(o))) {
                case null -> t += await(p.value("null"));
                case Integer n when n > await(p.value(5)) -> t += "big";
                case Integer n -> t += n;
                case Co c when c == Co.G -> t += c + await(p.value("g"));
                case CharSequence q -> t += q.length();
                case Object x -> t += await(p.value(x.getClass().getSimpleName()));
            }
        return done(t);
    }

    @Async
    static Coroutine<?> nullDefault(Probe p) {
        String t = "";
        for (String s : new String[] {"a", null, "b"})
            t += switch (await(p.value(s))) {
                case "a" -> await(p.value(1));
                case null, default -> await(p.value(2));
            };
        return done(t);
    }

    @Async
    static Coroutine<?> guardsWithSideEffects(Probe p) {
        int[] n = {0};
        String t = "";
        for (Object o : new Object[] {"aa", "b", 3}) {
            t += switch (o) {
                case String s when (n[0] += await(p.value(s.length()))) > 100 -> "no";
                case String s when await(p.value(s)).length() == 2 && n[0]++ < await(p.value(10)) -> "two" + n[0];
                case String s -> s;
                case Integer i when i > n[0] -> "gt";
                default -> "d" + await(p.value(n[0]));
            };
        }
        return done(t + n[0]);
    }

    @Async
    static Coroutine<?> loopInPattern(Probe p) {
        Object o = 5;
        int n = 0;
        while (o instanceof Integer i && await(p.value(i)) > 0) {
            o = i - await(p.value(2));
            n += i;
            if (!(o instanceof Integer j) || await(p.value(j)) == 1) continue;
            n += 100 * j;
        }
        return done(n);
    }

    record Bad(int v) {
        public int v() {
            if (v < 0) throw new IllegalStateException("acc");
            return v;
        }
    }

    @Async
    static Coroutine<?> badAccessor(Probe p) {
        String t = "";
        for (Object o : new Object[] {new Bad(1), new Bad(-1)}) {
            try {
                t += await(p.value("q"))
                        + switch (o) {
                            case Bad(var v) when await(p.value(v)) > 5 -> "5";
                            case Bad(int v) -> v + await(p.value("w"));
                            default -> "d";
                        };
            } catch (MatchException e) {
                t += await(p.value(e.getCause().getMessage()));
            }
        }
        return done(t);
    }

    @Async
    static Coroutine<?> sequenced(Probe p) {
        String t = "";
        for (var e : new LinkedHashMap<>(Map.of("k", 1)).reversed().entrySet()) {
            if (e instanceof Map.Entry<String, Integer> m && await(p.value(m.getValue())) instanceof Integer v)
                t += m.getKey() + v;
        }
        return done(t);
    }

    @Async
    static Coroutine<?> yieldInTries(Probe p) {
        String t = "";
        for (int k = 0; k < 4; k++) {
            int kk = k;
            t += "<" + k + ":" + await(p.value("o"))
                    + switch (k) {
                        case 0 -> {
                            try {
                                try {
                                    yield await(p.value("a"));
                                } finally {
                                    t += await(p.value("f1"));
                                }
                            } finally {
                                t += "f2";
                            }
                        }
                        case 1 -> {
                            for (; ; ) {
                                try {
                                    if (await(p.value(true))) throw new Error("e");
                                } catch (Error e) {
                                    yield e.getMessage() + await(p.value("c"));
                                }
                            }
                        }
                        case 2 -> {
                            out:
                            {
                                if (await(p.value(kk)) == 2) break out;
                                yield "no";
                            }
                            do {
                                kk++;
                            } while (await(p.value(kk)) < 4);
                            yield "v" + kk;
                        }
                        default -> {
                            var r = new Object() {
                                int z = 4;

                                @Async
                                Coroutine<String> go() {
                                    return done("z" + await(p.value(z)));
                                }
                            };
                            yield await(r.go());
                        }
                    }
                    + ">";
        }
        return done(t);
    }
}
