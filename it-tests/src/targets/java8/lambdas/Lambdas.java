package lambdas;

import static io.heddle.Coroutines.async;
import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.AsyncCallable;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lambdas that await, lambdas beside awaits, and method references to async methods. */
class Lambdas {
    private int field = 7;

    private interface AsyncBinary {
        Coroutine<Long> apply(int a, long b);
    }

    @Async
    static Coroutine<?> withoutCapture(Probe p) {
        Function<Probe, Coroutine<Integer>> f = q -> done(await(q.value(3)) + 1);
        return done(await(f.apply(p)));
    }

    @Async
    static Coroutine<?> capturingLocals(Probe p) {
        int a = await(p.value(1));
        long b = await(p.value(2L));
        String c = await(p.value("c"));
        Supplier<Coroutine<String>> f = () -> done(a + b + c + await(p.value(3.5)) + a);
        await(p.pause());
        return done(await(f.get()));
    }

    @Async
    static Coroutine<?> capturingThis(Probe p) {
        return new Lambdas().useField(p);
    }

    @Async
    private Coroutine<Integer> useField(Probe p) {
        Supplier<Coroutine<Integer>> f = () -> {
            field += await(p.value(1));
            return done(field);
        };
        int first = await(f.get());
        return done(first * 100 + await(f.get()));
    }

    @Async
    static Coroutine<?> withParameters(Probe p) {
        AsyncBinary f = (a, b) -> done(await(p.value(a)) * b + await(p.value(b)));
        return done(await(f.apply(3, 4L)));
    }

    @Async
    static Coroutine<?> blockBody(Probe p) {
        Function<Integer, Coroutine<String>> f = n -> {
            StringBuilder s = new StringBuilder();
            for (int i = 0; i < n; i++) {
                try {
                    s.append(await(p.value(i)));
                    if (i == 1) {
                        await(p.fail(new IOException("io")));
                    }
                } catch (IOException e) {
                    s.append(await(p.value(e.getMessage())));
                } finally {
                    s.append('.');
                }
            }
            return done(s.toString());
        };
        return done(await(f.apply(3)));
    }

    @Async
    static Coroutine<?> nested(Probe p) {
        Function<Integer, Coroutine<Function<Integer, Coroutine<Integer>>>> adder = a -> {
            int x = await(p.value(a));
            return done(b -> done(x + await(p.value(b))));
        };
        return done(await(await(adder.apply(1)).apply(await(p.value(2)))));
    }

    @Async
    static Coroutine<?> lambdaMadeInLambda(Probe p) {
        int outer = await(p.value(10));
        Supplier<Coroutine<Integer>> f = () -> {
            int middle = await(p.value(outer + 1));
            Supplier<Coroutine<Integer>> g = () -> done(outer * middle * await(p.value(2)));
            return done(await(g.get()) + await(g.get()));
        };
        return done(await(f.get()));
    }

    @Async
    static Coroutine<?> asyncOfCallable(Probe p) throws Exception {
        int n = await(p.value(5));
        int m = await(async(() -> done(n * await(p.value(3)))));
        AsyncCallable<Integer> callable = () -> done(await(p.value(m)) + 1);
        return done(await(callable.call()));
    }

    @Async
    static Coroutine<?> methodReferences(Probe p) {
        Lambdas o = new Lambdas();
        BiFunction<Probe, Integer, Coroutine<Integer>> toStatic = Lambdas::twice;
        Function<Probe, Coroutine<Integer>> toInstance = o::useField;
        BiFunction<Lambdas, Probe, Coroutine<Integer>> unbound = Lambdas::useField;
        return done(Arrays.asList(
                await(toStatic.apply(p, 4)), await(toInstance.apply(p)), await(unbound.apply(o, p)), o.field));
    }

    @Async
    private static Coroutine<Integer> twice(Probe p, int n) {
        return done(2 * await(p.value(n)));
    }

    @Async
    static Coroutine<?> awaitInArgumentBesideLambda(Probe p) {
        return done(combine(() -> 1, await(p.value(2)), () -> 3, await(p.value(4))));
    }

    private static int combine(Supplier<Integer> a, int b, Supplier<Integer> c, int d) {
        return ((a.get() * 10 + b) * 10 + c.get()) * 10 + d;
    }

    @Async
    static Coroutine<?> plainLambdaCapturesAwaited(Probe p) {
        List<Supplier<String>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String mine = await(p.value("n" + i));
            int j = i;
            all.add(() -> mine + j);
        }
        String s = "";
        for (Supplier<String> each : all) {
            s += each.get() + await(p.value(" "));
        }
        return done(s);
    }

    @Async
    static Coroutine<?> lambdaThatOnlyPassesOn(Probe p) {
        Supplier<Coroutine<Integer>> f = () -> twice(p, 21);
        return done(await(f.get()));
    }

    @Async
    static Coroutine<?> failingLambda(Probe p) {
        AsyncCallable<String> f = () -> {
            await(p.fail(new IOException("in lambda")));
            return done("never");
        };
        try {
            return done(await(f.call()));
        } catch (Exception e) {
            return done(await(p.value(e.getMessage())));
        }
    }

    @Async
    static Coroutine<?> lambdaInField(Probe p) {
        return done(await(CONSTANT.apply(p, 5L)) + await(CONSTANT.apply(p, 6L)));
    }

    private static final BiFunction<Probe, Long, Coroutine<Long>> CONSTANT = (q, n) -> done(await(q.value(n)) << 2);

    @Async
    static Coroutine<?> recursiveLambda(Probe p) {
        return done(await(new Recursive(p).factorial.apply(6)));
    }

    private static final class Recursive {
        private Function<Integer, Coroutine<Integer>> factorial;

        Recursive(Probe p) {
            factorial = n -> n == 0 ? done(1) : done(n * await(this.factorial.apply(await(p.value(n)) - 1)));
        }
    }

    @Async
    static Coroutine<?> serializableLambda(Probe p) {
        SerializableSource f = q -> done(await(q.value("serializable")));
        return done(await(f.get(p)));
    }

    private interface SerializableSource extends java.io.Serializable {
        Coroutine<String> get(Probe p);
    }
}
