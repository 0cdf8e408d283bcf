package types;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** Names that mean several things: overloads, hidden and overridden methods, those that look generated, those of other alphabets. */
class Names {
    static String m$start(int a, Object t) {
        return "user" + a;
    }

    static class m$Call {
        static String v = "call";
    }

    static class m$Frame {
        int state = 4;
    }

    @Async
    static Coroutine<String> m(Probe p, int a) {
        return done(await(p.value(a)) + m$start(a, p) + m$Call.v + new m$Frame().state);
    }

    @Async
    static Coroutine<String> m(Probe p, long a) {
        return done("long" + await(p.value(a)));
    }

    @Async
    static Coroutine<String> m(Probe p, Integer a) {
        return done("Integer" + await(p.value(a)));
    }

    @Async
    static Coroutine<String> m(Probe p, int... a) {
        return done("int..." + await(p.value(a.length)));
    }

    @Async
    static <T> Coroutine<String> m(Probe p, T a) {
        return done("T" + await(p.value(a)));
    }

    @Async
    static Coroutine<String> m(Probe p, List<? super Integer> a) {
        return done("List" + await(p.value(a.size())));
    }

    static String m$capture1(int a) {
        return "cap";
    }

    static String m$resume(Object f, Object c) {
        return "res";
    }

    static int lambda$overloads$0(int x) {
        return x;
    }

    @Async
    static Coroutine<?> overloads(Probe p) {
        Supplier<Coroutine<Integer>> s = () -> done(await(p.value(lambda$overloads$0(3))));
        short sh = 3;
        return done(await(m(p, 1))
                + await(m(p, 1L))
                + await(m(p, Integer.valueOf(2)))
                + await(m(p))
                + await(m(p, 1, 2))
                + await(m(p, "s"))
                + await(m(p, List.of(1)))
                + await(m(p, sh))
                + await(m(p, 'c'))
                + m$capture1(1)
                + m$resume(p, p)
                + await(s.get()));
    }

    @Async
    static Coroutine<String> größe$π(Probe λ, String ñ) {
        double _x = await(λ.value(1.5));
        return done(ñ + _x);
    }

    @Async
    static Coroutine<String> $(Probe $, String $$) {
        return done($$ + await($.value("$")));
    }

    @Async
    static Coroutine<?> unicode(Probe p) {
        class Ünï {
            @Async
            Coroutine<String> ø() {
                return done(await(größe$π(p, "ä")));
            }
        }
        return done(await(new Ünï().ø()) + await($(p, "d")));
    }

    static class Par {
        @Async
        private Coroutine<String> priv(Probe p) {
            return done("par" + await(p.value(1)));
        }

        @Async
        final Coroutine<String> fin(Probe p) {
            return done("fin" + await(priv(p)));
        }

        @Async
        static Coroutine<String> hid(Probe p) {
            return done("ph" + await(p.value(2)));
        }

        @Async
        Coroutine<String> over(Probe p) {
            return done("po" + await(hid(p)) + await(priv(p)) + await(fin(p)));
        }

        Coroutine<String> plain(Probe p) {
            return p.value("pp");
        }
    }

    static class Chi extends Par {
        @Async
        private Coroutine<String> priv(Probe p) {
            return done("chi" + await(p.value(3)));
        }

        @Async
        static Coroutine<String> hid(Probe p) {
            return done("ch" + await(p.value(4)));
        }

        @Override
        Coroutine<String> over(Probe p) {
            return super.over(p);
        }

        @Async
        @Override
        Coroutine<String> plain(Probe p) {
            return done(await(super.plain(p))
                    + await(hid(p))
                    + await(priv(p))
                    + await(((Par) this).priv(p))
                    + await(super.over(p))
                    + await(fin(p)));
        }
    }

    static class Gra extends Chi {
        @Override
        final Coroutine<String> plain(Probe p) {
            return p.value("plain again");
        }

        @Async
        @Override
        Coroutine<String> over(Probe p) {
            Supplier<Coroutine<String>> s = () -> super.over(p),
                    w = this::over,
                    t = () -> super.over(p),
                    u = () -> done(await(super.plain(p)));
            return done(await(s.get()) + await(t.get()) + await(u.get()));
        }

        @Async
        Coroutine<String> over() {
            return done("unused");
        }
    }

    @Async
    static Coroutine<?> inheritance(Probe p) {
        Par a = new Par(), b = new Chi();
        return done(await(a.over(p)) + await(b.over(p)) + await(b.plain(p)) + await(a.plain(p)) + await(b.fin(p)));
    }

    class In {
        private int n = 5;

        @Async
        private Coroutine<Integer> a(Probe p) {
            n += await(p.value(1));
            return done(n + await(Names.this.outer(p)));
        }

        class Deep {
            @Async
            private Coroutine<Integer> d(Probe p) {
                return done(await(a(p)) + await(outer(p)) + n++ + k--);
            }
        }
    }

    private int k = 100;

    @Async
    private Coroutine<Integer> outer(Probe p) {
        return done(k += await(p.value(10)));
    }

    @Async
    static Coroutine<?> nestMates(Probe p) {
        Names o = new Names();
        In i = o.new In();
        int r = await(i.a(p)) + await(i.new Deep().d(p)) + i.n + o.k;
        class L {
            @Async
            private Coroutine<Integer> l() {
                i.n *= await(p.value(2));
                return done(i.n + await(o.outer(p)));
            }
        }
        return done(r + await(new L().l()));
    }

    record Rec<T>(T t, Function<Probe, Coroutine<T>> f) {
        Rec(T t) {
            this(t, p -> done(await(p.value(t))));
        }

        Rec {
            Objects.requireNonNull(t);
        }

        @Async
        static <Q> Coroutine<Rec<Q>> of(Probe p, Q q) {
            return done(new Rec<>(await(p.value(q))));
        }

        @Async
        Coroutine<T> again(Probe p) {
            return f.apply(p);
        }
    }

    enum Op implements BiFunction<Probe, Integer, Coroutine<Integer>> {
        INC(n -> n + 1) {
            @Async
            public Coroutine<Integer> apply(Probe p, Integer n) {
                return done(f.applyAsInt(await(p.value(n))));
            }
        },
        DBL(n -> n * 2),
        LZY(n -> n) {
            final Function<Probe, Coroutine<Integer>> g = p -> done(await(p.value(ordinal())));

            @Override
            public Coroutine<Integer> apply(Probe p, Integer n) {
                return g.apply(p);
            }
        };
        final IntUnaryOperator f;

        Op(IntUnaryOperator f) {
            this.f = f;
        }

        @Async
        public Coroutine<Integer> apply(Probe p, Integer n) {
            int x = f.applyAsInt(n);
            return done(await(p.value(x)) + x);
        }
    }

    @Async
    static Coroutine<?> recordsAndEnums(Probe p) {
        int r = 0;
        for (Op o : Op.values()) r = r * 10 + await(o.apply(p, 3));
        return done(r + "" + await(await(Rec.of(p, "q")).again(p))
                + await(new Rec<>(5L).f().apply(p)));
    }

    static class Cell {
        final Object v;
        final long n;

        Cell(Object v, long n) {
            this.v = v;
            this.n = n;
        }

        Cell(Object v) {
            this(v, 1);
        }

        @Override
        public String toString() {
            return v + "/" + n;
        }
    }

    @Async
    static Coroutine<?> constructorReferences(Probe p) {
        BiFunction<Object, Long, Cell> a = Cell::new;
        Function<Object, Cell> b = Cell::new;
        IntFunction<int[]> c = int[]::new;
        Function<Probe, Names> d = q -> new Names();
        Supplier<Coroutine<Cell>> e = () -> done(new Cell(await(p.value(1)), await(p.value(2L))));
        return done(a.apply(await(p.value("x")), await(p.value(3L))) + "" + b.apply(await(p.value('c')))
                + c.apply(await(p.value(3))).length + await(e.get()) + d.apply(p).k);
    }

    @Async
    static Coroutine<?> newsEverywhere(Probe p) {
        Object[] a = {
            new Cell(
                    new Cell(await(p.value(1)), await(p.value(2L))),
                    switch (await(p.value("s"))) {
                        case "s" -> await(p.value(3L));
                        default -> 4L;
                    }),
            new int[await(p.value(2))],
            new Cell[][] {{new Cell(await(p.value(5)))}, null},
            new ArrayList<Object>(
                    List.of(await(p.value(6)), new Cell(await(p.value(true)) ? await(p.value(7)) : "n").n)) {
                {
                    add(8L);
                }
            }
        };
        try {
            throw new IllegalStateException(
                    new StringBuilder(await(p.value("a")))
                            .append(new Cell(await(p.value("b")), (long)
                                    await(p.value(1.5)).doubleValue()))
                            .toString(),
                    new Exception(await(p.value("cause"))));
        } catch (IllegalStateException e) {
            a[1] = e.getMessage() + e.getCause().getMessage();
        }
        try {
            new Cell(new Cell(Objects.requireNonNull(await(p.value(null))), await(p.value(1L))), 2);
        } catch (NullPointerException e) {
            a[1] += "npe";
        }
        for (int i = 0; i < 2; i++) {
            Cell c = new Cell(i == 0 ? new Cell(await(p.value(i)), i) : await(p.value("z")), i + await(p.value(1L)));
            a[1] += c.toString();
            if (new Cell(await(p.value(i))).v.equals(1)) break;
        }
        return done(Arrays.toString(Arrays.copyOf(a, 2)) + Arrays.deepToString((Object[]) a[2]) + a[3]);
    }
}
