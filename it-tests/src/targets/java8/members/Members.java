package members;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;

/** Async methods in members of all kinds. */
class Members {
    private final Probe p;
    private int number;

    Members(Probe p, int number) {
        this.p = p;
        this.number = number;
    }

    class Inner {
        final String name;
        final long wide;

        Inner(String name, long wide) {
            this.name = name;
            this.wide = wide;
            p.log("new " + name + wide + number);
        }

        @Async
        private Coroutine<String> tell(String more) {
            String before = name + number;
            number += await(p.value(10));
            return done(before + more + await(p.value(wide)) + number);
        }

        class Deeper {
            @Async
            Coroutine<String> tell(String more) {
                number++;
                return done(await(Inner.this.tell(more + await(p.value(number)))) + Members.this.number);
            }
        }
    }

    @Async
    static Coroutine<?> innerClasses(Probe p) {
        Members m = new Members(p, 1);
        Inner inner = m.new Inner(await(p.value("a")), await(p.value(2L)));
        String first = await(inner.tell("b"));
        String second = await(inner.new Deeper().tell(await(p.value("c"))));
        String third =
                await(new Members(p, await(p.value(3))).new Inner("d" + await(p.value("e")), m.number).tell("f"));
        return done(Arrays.asList(first, second, third, m.number));
    }

    abstract static class Base<A, R extends Comparable<R>> {
        abstract Coroutine<R> map(Probe p, A a, Object... more);

        @Async
        Coroutine<R> largest(Probe p, A a, R one) {
            R other = await(map(p, a, one));
            return done(one.compareTo(other) < 0 ? other : one);
        }
    }

    static class ToInt extends Base<String, Integer> {
        @Async
        @Override
        Coroutine<Integer> map(Probe p, String text, Object... more) {
            int sum = 0;
            for (Object n : more) {
                sum += (Integer) n + await(p.value(text)).length();
            }
            return done(sum);
        }

        @Async
        @Override
        Coroutine<Integer> largest(Probe p, String text, Integer one) {
            return done(await(super.largest(p, text + await(p.value("!")), one)) + 1);
        }
    }

    @Async
    static Coroutine<?> bridges(Probe p) {
        Base<String, Integer> base = new ToInt();
        int a = await(base.map(p, "abc", 1, await(p.value(2)), 3));
        int b = await(base.map(p, "abc"));
        int c = await(base.largest(p, await(p.value("ab")), 2));
        return done(Arrays.asList(a, b, c));
    }

    @Async
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Coroutine<?> bridgeOfWrongType(Probe p) {
        Base base = new ToInt();
        try {
            return done(await(base.largest(p, await(p.value((Object) 1)), 2)));
        } catch (ClassCastException e) {
            return done(await(p.value("no text")));
        }
    }

    interface Greeter {
        String name();

        @Async
        default Coroutine<String> greet(Probe p, long... numbers) {
            long sum = 0;
            for (long n : numbers) {
                sum += n * await(p.value(2));
            }
            return done("Hello, " + await(decorate(p, name())) + sum);
        }

        @Async
        default Coroutine<String> decorate(Probe p, String s) {
            return done("<" + s + await(p.value(">")));
        }

        @Async
        static Coroutine<Greeter> of(Probe p, String name) {
            String awaited = await(p.value(name));
            return done(() -> awaited);
        }
    }

    interface Loud extends Greeter {
        @Async
        @Override
        default Coroutine<String> decorate(Probe p, String s) {
            return done(await(Greeter.super.decorate(p, s.toUpperCase())) + "!");
        }
    }

    @Async
    static Coroutine<?> defaultMethods(Probe p) {
        Loud loud = () -> "ann";
        return done(Arrays.asList(
                await(loud.greet(p, 1, await(p.value(2L)))),
                await(await(Greeter.of(p, "bob")).greet(p)),
                await(
                        new Loud() {
                            @Override
                            public String name() {
                                return "carl";
                            }

                            @Async
                            @Override
                            public Coroutine<String> greet(Probe p, long... numbers) {
                                return done(await(Loud.super.greet(p, 4)) + numbers.length);
                            }
                        }.greet(p, 5, 6))));
    }

    enum Operation {
        PLUS {
            @Async
            @Override
            Coroutine<Integer> apply(Probe p, int a, int b) {
                return done(await(p.value(a)) + await(check(p, b)));
            }
        },
        TIMES(3) {
            private int calls;

            @Async
            @Override
            Coroutine<Integer> apply(Probe p, int a, int b) {
                calls = 0;
                for (int i = 0; i < factor; i++) {
                    calls += a * await(check(p, b));
                }
                return done(calls);
            }
        };

        final int factor;

        Operation() {
            this(1);
        }

        Operation(int factor) {
            this.factor = factor;
        }

        abstract Coroutine<Integer> apply(Probe p, int a, int b);

        @Async
        Coroutine<Integer> check(Probe p, int n) {
            p.log(this);
            await(p.pause());
            return done(n * factor);
        }
    }

    @Async
    static Coroutine<?> enumConstants(Probe p) {
        int sum = 0;
        for (Operation o : Operation.values()) {
            sum = await(o.apply(p, sum + 2, await(p.value(3))));
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> anonymousInLambdaInAnonymous(Probe p) {
        String outer = await(p.value("outer"));
        int n = await(p.value(4));
        Function<String, Coroutine<String>> f = s -> {
            String local = s + await(p.value(n));
            return new Supplier<Coroutine<String>>() {
                private final String field = local + outer;

                @Async
                @Override
                public Coroutine<String> get() {
                    Supplier<Coroutine<String>> g = () -> done(field + await(p.value(n + 1)) + local);
                    return done(await(g.get()) + s);
                }
            }.get();
        };
        return done(await(f.apply("s")) + outer);
    }

    @Async
    static Coroutine<?> localClassCapturesAndRecurses(Probe p) {
        int limit = await(p.value(3));
        String[] log = {""};
        class Walker {
            private final int depth;

            Walker(int depth) {
                this.depth = depth;
            }

            @Async
            Coroutine<Integer> walk() {
                log[0] += depth;
                if (depth >= limit) {
                    return done(await(p.value(depth)));
                }
                return done(await(new Walker(depth + await(p.value(1))).walk()) + depth);
            }
        }
        return done(await(new Walker(0).walk()) + log[0]);
    }

    @SafeVarargs
    @Async
    private static <T extends Comparable<T>> Coroutine<T> max(Probe p, T... all) {
        T best = null;
        for (T t : all) {
            T candidate = await(p.value(t));
            best = best == null || candidate.compareTo(best) > 0 ? candidate : best;
        }
        return done(best);
    }

    @Async
    static Coroutine<?> genericVarargs(Probe p) {
        return done(Arrays.asList(
                await(max(p, 1, await(p.value(5)), 2)),
                await(max(p, "b", await(p.value("a")))),
                await(Members.<Long>max(p))));
    }

    private final int fromInitialiser = 7 + Operation.TIMES.factor;

    @Async
    Coroutine<Integer> own() {
        return done(fromInitialiser + await(p.value(number)));
    }

    static class Sub extends Members {
        Sub(Probe p, int number) {
            super(p, number + 1);
        }

        @Async
        @Override
        Coroutine<Integer> own() {
            int mine = await(super.own());
            Supplier<Coroutine<Integer>> again = super::own;
            return done(mine * 100 + await(again.get()));
        }
    }

    @Async
    static Coroutine<?> superCalls(Probe p) {
        return done(await(new Sub(p, await(p.value(6))).own()));
    }
}
