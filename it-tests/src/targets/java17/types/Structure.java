package types;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Members of classes, records, enums and interfaces that call, capture, construct and refer to each other. */
class Structure {
    // generics
    interface Shape {
        default String name() {
            return "shape";
        }
    }

    static class Sq implements Shape, Comparable<Sq>, java.io.Serializable {
        final int n;

        Sq(int n) {
            this.n = n;
        }

        public int compareTo(Sq o) {
            return n - o.n;
        }

        public String toString() {
            return "sq" + n;
        }
    }

    @Async
    static <T extends Object & Comparable<T> & java.io.Serializable> Coroutine<T> max(Probe p, T a, T b) {
        return done(await(p.value(a)).compareTo(await(p.value(b))) > 0 ? a : await(p.value(b)));
    }

    @Async
    static <T extends Shape & Comparable<T>> Coroutine<String> both(Probe p, List<? extends T> l) {
        T first = l.get(0);
        T o = await(p.value(l.get(1)));
        return done(first.name()
                + o.compareTo(await(p.value(first)))
                + await(p.value(o)).name());
    }

    @Async
    static Coroutine<?> intersections(Probe p) {
        return done(await(max(p, 3, 5)) + await(max(p, "a", "B")) + await(both(p, List.of(new Sq(1), new Sq(4)))));
    }

    @Async
    static <T> Coroutine<List<T>> swap(Probe p, List<T> l) {
        T t = l.get(0);
        l.set(await(p.value(0)), l.get(await(p.value(1))));
        l.set(1, await(p.value(t)));
        return done(l);
    }

    @Async
    static Coroutine<?> capture(Probe p) {
        List<?> l = new ArrayList<>(List.of(1, "b"));
        return done(await(swap(p, l)).get(await(p.value(1))));
    }

    @Async
    static Coroutine<?> pollution(Probe p) {
        List<Integer> l = new ArrayList<>();
        @SuppressWarnings({"rawtypes", "unchecked"})
        List<Object> raw = (List) l;
        raw.add(await(p.value("text")));
        try {
            int n = l.get(await(p.value(0)));
            p.log(n);
        } catch (ClassCastException e) {
            p.log("cce " + await(p.value(1)));
        }
        Object o = await(p.value(l.get(0)));
        return done(o);
    }

    abstract static class Base<T, R extends Number> {
        abstract Coroutine<? extends R> go(Probe p, T t);

        @Async
        Coroutine<String> twice(Probe p, T t) {
            return done(await(go(p, t)).toString() + await(go(p, t)));
        }
    }

    static class Derived extends Base<String, Integer> {
        @Async
        @Override
        Coroutine<Integer> go(Probe p, String t) {
            return done(await(p.value(t.length())));
        }
    }

    static class Derived2 extends Derived {
        @Async
        @Override
        Coroutine<Integer> go(Probe p, String t) {
            return done(await(super.go(p, t + "!")) + await(p.value(1)));
        }
    }

    static class Derived3 extends Derived {
        @Override
        Coroutine<Integer> go(Probe p, String t) {
            return super.go(p, t + "??");
        }
    }

    @Async
    static Coroutine<?> bridges(Probe p) {
        Base<String, Integer> b = new Derived(), c = new Derived2(), d = new Derived3();
        Number n = await(c.go(p, "x"));
        return done(await(b.twice(p, "abc")) + await(c.twice(p, "abc")) + await(d.twice(p, "q")) + n);
    }
    // interface methods
    interface Face {
        @Async
        private Coroutine<Integer> hid(Probe p, int n) {
            return done(await(p.value(n)) + num());
        }

        @Async
        private static Coroutine<Integer> shid(Probe p, int n) {
            return done(await(p.value(n)) * 2);
        }

        @Async
        static Coroutine<Integer> st(Probe p, int... n) {
            int s = 0;
            for (int k : n) s += await(shid(p, k));
            return done(s);
        }

        @Async
        default Coroutine<Integer> def(Probe p) {
            Supplier<Coroutine<Integer>> s = () -> done(await(hid(p, await(shid(p, 4)))));
            return s.get();
        }

        int num();
    }

    interface Face2 extends Face {
        @Async
        @Override
        default Coroutine<Integer> def(Probe p) {
            return done(await(Face.super.def(p)) + await(p.value(1000)));
        }
    }

    enum E implements Face, Face2 {
        A {
            @Async
            public Coroutine<Integer> def(Probe p) {
                return done(await(super.def(p)) + 7);
            }
        },
        B;

        public int num() {
            return ordinal() + 100;
        }

        @Async
        public Coroutine<Integer> def(Probe p) {
            return done(await(Face2.super.def(p)) + await(p.value(ordinal())));
        }
    }

    @Async
    static Coroutine<?> interfaces(Probe p) {
        Face f = () -> 3;
        Face2 g = () -> 4;
        return done(await(f.def(p)) + "," + await(g.def(p)) + "," + await(E.A.def(p)) + "," + await(E.B.def(p)) + ","
                + await(Face.st(p)) + await(Face.st(p, 1, 2)) + await(Face.st(p, new int[] {await(p.value(9))})));
    }
    // inner classes
    class Inner {
        final String s;
        final long n;

        Inner(String s, long n, Object... rest) {
            this.s = s + tag + rest.length;
            this.n = n;
        }

        class Deep {
            final int d;

            Deep(int d) {
                this.d = d;
            }

            @Async
            Coroutine<String> tell(Probe p) {
                return done(s + await(p.value(n)) + d + tag + Structure.this.tag);
            }
        }
    }

    String tag;

    Structure(String tag) {
        this.tag = tag;
    }

    @Async
    Coroutine<Structure> self(Probe p) {
        return done(await(p.value(this)));
    }

    @Async
    static Coroutine<?> inners(Probe p) {
        Structure o = new Structure(await(p.value("T")));
        Inner i = await(o.self(p))
        .new Inner(await(p.value("s")), await(p.value(4)), await(p.value(1)), await(p.value(2)));
        Inner.Deep d = await(p.value(i)).new Deep(await(p.value(8)));
        String r = await(d.tell(p)) + await(await(o.self(p)).new Inner("q", 3).new Deep(await(p.value(1))).tell(p));
        try {
            await(p.value((Structure) null)).new Inner(await(p.value("never")), 1);
        } catch (NullPointerException e) {
            r += "npe";
        }
        return done(r);
    }

    static class Parent {
        final String got;

        Parent(Object a, long b) {
            got = a + ":" + b;
        }

        @Async
        Coroutine<String> m(Probe p) {
            return done(got + await(p.value("m")));
        }
    }

    @Async
    static Coroutine<?> anonymousWithAwaitedArguments(Probe p) {
        int cap = await(p.value(5));
        long lcap = 6;
        Parent a = new Parent(await(p.value("x")), await(p.value(2L))) {
            int f = cap;

            @Async
            @Override
            Coroutine<String> m(Probe q) {
                f += await(q.value(1));
                return done(await(super.m(q))
                        + f
                        + lcap
                        + new Object() {
                            @Async
                            Coroutine<String> z() {
                                return done(await(q.value("z")) + cap + f);
                            }
                        }.getClass().isAnonymousClass());
            }
        };
        return done(await(a.m(p))
                + await(new Parent(await(p.value(null)), 3) {}.m(p))
                + await(
                        new Parent(
                                new Parent(await(p.value(1)), 1) {
                                    @Override
                                    public String toString() {
                                        return "in" + lcap;
                                    }
                                },
                                await(p.value(9L))) {
                            final String own = got + cap;

                            @Override
                            Coroutine<String> m(Probe q) {
                                return q.value(own);
                            }
                        }.m(p)));
    }

    @Async
    static Coroutine<?> localTypes(Probe p) {
        int cap = await(p.value(2));
        record Pt(int x, long y) {
            Pt {
                x += 1;
            }

            static int made = 3;

            @Async
            Coroutine<Long> sum(Probe q) {
                return done(x + await(q.value(y)));
            }

            Pt(int x) {
                this(x, x * 2L);
            }
        }
        enum Dir {
            L,
            R;

            @Async
            Coroutine<Dir> flip(Probe q) {
                return done(await(q.value(this)) == L ? R : L);
            }
        }
        interface Op {
            @Async
            default Coroutine<Integer> op(Probe q, int n) {
                return done(await(q.value(n)) + 1);
            }
        }
        class Cap implements Op {
            int k = cap;

            @Async
            public Coroutine<Integer> op(Probe q, int n) {
                k += await(Op.super.op(q, cap));
                return done(k + n);
            }
        }
        Cap c = new Cap();
        return done(await(new Pt(await(p.value(1)), await(p.value(2L))).sum(p)) + ""
                + await(new Pt(await(p.value(5))).sum(p)) + await(Dir.L.flip(p)) + await(c.op(p, await(p.value(1))))
                + await(new Cap() {}.op(p, 3)) + Pt.made);
    }
    // lambdas
    final Function<Probe, Coroutine<Integer>> field = p -> {
        Supplier<Coroutine<Integer>> in = () -> {
            IntFunction<Coroutine<Integer>> deeper = k -> done(await(p.value(k)) + this.tag.length());
            return done(await(deeper.apply(3)) + await(deeper.apply(4)));
        };
        return done(await(in.get()) + await(p.value(1)));
    };
    static final BiFunction<Probe, Integer, Coroutine<String>> SFIELD = (p, n) -> {
        String s = await(p.value("s"));
        return n == 0 ? done(s) : done(s + await(Structure.SFIELD.apply(p, n - 1)));
    };

    @Async
    static Coroutine<?> lambdaFields(Probe p) {
        return done(await(new Structure("tag").field.apply(p)) + await(SFIELD.apply(p, 3)));
    }

    @Async
    Coroutine<String> inst(Probe p, String a) {
        return done(await(p.value(a)) + tag);
    }

    @Async
    static Coroutine<String> stat(Probe p, String a) {
        return done(await(p.value(a)) + ".");
    }

    @Async
    static <T> Coroutine<T> gen(Probe p, T t) {
        return done(await(p.value(t)));
    }

    @Async
    static Coroutine<Integer> var(Probe p, int... n) {
        return done(await(p.value(n.length)));
    }

    interface Tri<A, B, C, R> {
        R a(A a, B b, C c);
    }

    @Async
    static Coroutine<?> references(Probe p) {
        Structure s = new Structure("t");
        BiFunction<Probe, String, Coroutine<String>> a = s::inst, b = Structure::stat, c = Structure::gen;
        Tri<Structure, Probe, String, Coroutine<String>> d = Structure::inst;
        Tri<Probe, Integer, Integer, Coroutine<Integer>> e = Structure::var;
        Function<Probe, Coroutine<Structure>> f = s::self;
        BiFunction<Probe, String, Coroutine<?>> g = await(p.value(s))::inst;
        return done(await(a.apply(p, "1"))
                + await(b.apply(p, "2"))
                + await(c.apply(p, "3"))
                + await(d.a(s, p, "4"))
                + await(e.a(p, 1, 2))
                + await(f.apply(p)).tag
                + await(g.apply(p, await(p.value("5")))));
    }

    @Async
    static Coroutine<?> lambdasOfAllCaptures(Probe p) {
        boolean z = await(p.value(true));
        byte y = await(p.value((byte) 1));
        char c = 'c';
        short h = 2;
        int i = 3;
        long l = await(p.value(4L));
        float f = 5;
        double d = await(p.value(6.0));
        String s = "s";
        int[] a = {7};
        Object n = null;
        Supplier<Coroutine<String>> q = () -> {
            await(p.pause());
            String r = "" + z + y + c + h + i;
            await(p.pause());
            return done(r + await(p.value(l)) + f + await(p.value(d)) + s + a[0] + n);
        };
        IntSupplier plain = () -> i + (int) l;
        return done(await(q.get()) + plain.getAsInt());
    }

    @Async
    static Coroutine<?> curried(Probe p) {
        Function<Integer, Function<Long, Function<String, Coroutine<String>>>> f =
                a -> b -> c -> done(a + await(p.value(b)) + await(p.value(c)));
        return done(await(f.apply(await(p.value(1))).apply(await(p.value(2L))).apply(await(p.value("c")))));
    }
    // varargs & many args
    static String join(Object... o) {
        return Arrays.toString(o);
    }

    static String join2(int a, long b, String s, double... d) {
        return a + s + b + Arrays.toString(d);
    }

    @Async
    static Coroutine<?> varargs(Probe p) {
        return done(join(await(p.value(1)), 2, await(p.value('c')), null, await(p.value(3L)))
                + join()
                + join((Object) await(p.value((Object) null)))
                + join(await(p.value(new Object[] {1, 2})))
                + join2(
                        await(p.value(1)),
                        await(p.value(2)),
                        await(p.value("s")),
                        1,
                        await(p.value(2)),
                        await(p.value(3f)))
                + join2('a', 'b', "c"));
    }

    static <A, B> A first(A a, B b) {
        return a;
    }

    static long f(int a, long b, int c, double d, long e) {
        return a + b + c + (long) d + e;
    }

    @Async
    private static Coroutine<Long> g(Probe p, int a, long b, int c, double d, long e) {
        return done(f(await(p.value(a)), b, await(p.value(c)), d, e));
    }

    @Async
    static Coroutine<?> nestedTwenty(Probe p) {
        long r = f(
                1,
                await(p.value(2L)),
                f2(
                        p,
                        f(
                                3,
                                4,
                                await(p.value(5)),
                                await(p.value(6.0)),
                                f(
                                        7,
                                        await(p.value(8L)),
                                        9,
                                        10,
                                        f(
                                                await(p.value(11)),
                                                12,
                                                13,
                                                await(p.value(14.0)),
                                                f(
                                                        15,
                                                        16,
                                                        await(p.value(17)),
                                                        18,
                                                        f(19, await(p.value(20L)), 21, 22, await(p.value(23L)))))))),
                await(p.value(24.0)),
                await(g(
                        p,
                        1,
                        await(g(p, 2, 3, await(p.value(4)), 5, await(g(p, 6, 7, 8, await(p.value(9.0)), 10)))),
                        11,
                        12,
                        await(p.value(13L)))));
        return done(r);
    }

    static int f2(Probe p, long x) {
        p.log(x);
        return (int) x;
    }

    @Async
    static Coroutine<?> ternaries(Probe p) {
        Object o = await(p.value(true)) ? await(p.value(1)) : await(p.value("s"));
        Object q = await(p.value(false)) ? await(p.value(1)) : (Object) await(p.value(2L));
        Object m = await(p.value(true)) ? await(p.value(1)) : await(p.value(2.0));
        Integer nul = await(p.value(true)) ? null : 0;
        String t = "";
        try {
            int x = await(p.value(true)) ? (Integer) await(p.value((Integer) null)) : 0;
            t += x;
        } catch (NullPointerException e) {
            t += "npe";
        }
        long w = await(p.value(true)) ? await(p.value(1)) : await(p.value(2L));
        char c = await(p.value(true)) ? 'x' : 0;
        int k = await(p.value(false)) ? 1 : await(p.value('y'));
        Comparable<?> cm = await(p.value(true)) ? "str" : await(p.value(4));
        Object deep = await(p.value(false))
                ? 1
                : await(p.value(false))
                        ? 'c'
                        : await(p.value(true)) ? (Object) (await(p.value(true)) ? 1L : 2f) : "end";
        boolean b = await(p.value(true)) ? await(p.value(false)) ? true : await(p.value(true)) : false;
        return done(Arrays.asList(
                o,
                q,
                m,
                nul,
                t,
                w,
                c,
                k,
                cm,
                deep,
                b,
                (await(p.value(true)) ? new int[] {1} : await(p.value((int[]) null)))[await(p.value(0))]));
    }

    @Async
    static Coroutine<?> instanceofs(Probe p) {
        Object o = await(p.value((Object) "text"));
        String t = "";
        if (!(await(p.value(o)) instanceof String s)) return done("no");
        t += s;
        if (await(p.value(o)) instanceof String u
                && await(p.value(u.length())) == 4
                && u.charAt(await(p.value(1))) == 'e') t += u;
        while (!(await(p.value(o)) instanceof Integer n)) {
            o = t.length() > 20 ? (Object) 5 : "x";
            t += await(p.value("w"));
            if (o.equals("x")) t += "yyy";
        }
        t += n + await(p.value(1));
        boolean both = await(p.value((Object) 1L)) instanceof Long l && l > await(p.value(0L))
                || await(p.value((Object) 'c')) instanceof Character c && c == 'c';
        t += both;
        t += await(p.value((Object) List.of(1))) instanceof List<?> li && !li.isEmpty()
                ? li.get(await(p.value(0)))
                : "none";
        return done(t);
    }

    @Async
    static Coroutine<?> switchesExpr(Probe p) {
        String t = "";
        for (int k = 0; k < 4; k++) {
            final int kk = k;
            int v = switch (await(p.value(k))) {
                        case 0 -> await(p.value(10));
                        case 1 -> {
                            int s = 0;
                            for (int j = 0; j < 2; j++) {
                                if (await(p.value(j)) == 1) continue;
                                s += await(p.value(5));
                            }
                            yield s;
                        }
                        case 2 -> {
                            try {
                                yield await(p.value(1)) / await(p.value(0));
                            } catch (ArithmeticException e) {
                                yield await(p.value(-1));
                            } finally {
                                t += await(p.value("f"));
                            }
                        }
                        default -> throw new IllegalStateException(t + await(p.value("def")));
                    }
                    + t.length();
            t += v
                    + (switch (k) {
                        case 0:
                            yield await(p.value("a"));
                        case 1:
                            if (await(p.value(true))) yield "b";
                        default: {
                            Supplier<Coroutine<String>> q = () -> done(await(p.value("l")) + kk);
                            yield await(q.get());
                        }
                    });
            if (k == 2) break;
        }
        try {
            long lv = switch (await(p.value("s"))) {
                case "s" -> {
                    try (AutoCloseable c = () -> p.log("closed")) {
                        yield await(p.value(2L));
                    } catch (Exception e) {
                        yield 0L;
                    }
                }
                default -> 3L;
            };
            t += 1
                    + lv
                            * switch (await(p.value(TimeUnit.DAYS))) {
                                case DAYS, HOURS ->
                                    switch (await(p.value('c'))) {
                                        case 'c' -> await(p.value(7));
                                        default -> 8;
                                    };
                                default -> 9;
                            };
        } finally {
            p.log(t);
        }
        return done(t);
    }
}
