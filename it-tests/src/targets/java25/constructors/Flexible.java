package constructors;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.function.Supplier;

/** Constructors in which statements come before super(..), for what is awaited and for what awaits. */
class Flexible {
    static class A {
        final String s;

        A(Object x, long y) {
            s = x + "/" + y;
            init();
        }

        void init() {}

        @Async
        Coroutine<String> m(Probe p) {
            return done(s + await(p.value("m")));
        }
    }

    static class B extends A {
        final int own;
        final Supplier<Coroutine<Integer>> sup;

        B(Probe p, int n) {
            int twice = n * 2;
            if (n < 0) throw new IllegalArgumentException("neg");
            own = twice + 1;
            Supplier<Coroutine<Integer>> s = () -> done(await(p.value(twice)) + 1);
            super(twice, n);
            sup = () -> done(await(s.get()) + this.own);
            p.log(own);
        }

        @Override
        void init() {
            own2 = own;
        }

        int own2;
    }

    class In extends A {
        final int k;

        In(Probe p, int k) {
            this.k = k;
            var local = new Object() {
                @Async
                Coroutine<String> q() {
                    return done(await(p.value("q")) + k);
                }
            };
            super(local.getClass().isAnonymousClass(), k);
            lo = local::q;
        }

        final Supplier<Coroutine<String>> lo;

        @Async
        @Override
        Coroutine<String> m(Probe p) {
            return done(await(super.m(p)) + await(lo.get()) + tag + k);
        }
    }

    String tag = "T";

    @Async
    static Coroutine<?> flexible(Probe p) {
        B b = new B(await(p.value(p)), await(p.value(4)));
        String t = await(b.m(p)) + b.own2 + await(b.sup.get());
        try {
            new B(p, await(p.value(-1)));
        } catch (IllegalArgumentException e) {
            t += await(p.value(e.getMessage()));
        }
        t += await(new Flexible().new In(p, await(p.value(3))).m(p));
        return done(t);
    }

    interface Vis<R> {
        Coroutine<R> num(int n);

        Coroutine<R> add(Tree a, Tree b);
    }

    interface Tree {
        <R> Coroutine<R> accept(Vis<R> v);
    }

    @Async
    static Coroutine<?> visitors(Probe p) {
        record N(int n) implements Tree {
            public <R> Coroutine<R> accept(Vis<R> v) {
                return v.num(n);
            }
        }
        record Pl(Tree a, Tree b) implements Tree {
            @Async
            public <R> Coroutine<R> accept(Vis<R> v) {
                return v.add(a, b);
            }
        }
        Tree t = new Pl(new N(1), new Pl(new N(2), new N(3)));
        return done(await(t.accept(new Vis<Integer>() {
                    @Async
                    public Coroutine<Integer> num(int n) {
                        return done(await(p.value(n)));
                    }

                    @Async
                    public Coroutine<Integer> add(Tree a, Tree b) {
                        return done(await(a.accept(this)) * 10 + await(b.accept(this)));
                    }
                }))
                + await(t.accept(new Vis<String>() {
                    public Coroutine<String> num(int n) {
                        return p.value("" + n);
                    }

                    @Async
                    public Coroutine<String> add(Tree a, Tree b) {
                        String s = "(" + await(a.accept(this)) + "+";
                        return done(s + await(b.accept(this)) + ")");
                    }
                })));
    }

    @Async
    static Coroutine<?> localStatics(Probe p) {
        enum Lv {
            LO(1),
            HI(10);
            final int w;

            Lv(int w) {
                this.w = w;
            }

            @Async
            static Coroutine<Lv> of(Probe p, int n) {
                for (Lv l : values()) if (l.w >= await(p.value(n))) return done(l);
                return done(null);
            }
        }
        interface K {
            int Z = 9;

            @Async
            static Coroutine<Integer> z(Probe p) {
                return done(await(p.value(Z)));
            }
        }
        return done(await(Lv.of(p, 5)) + "" + await(Lv.of(p, 50)) + await(K.z(p))
                + switch (await(Lv.of(p, 0))) {
                    case LO -> await(p.value("lo"));
                    case HI -> "hi";
                });
    }
}
