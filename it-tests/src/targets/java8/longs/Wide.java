package longs;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.Arrays;

/** Values of two slots below awaits, in locals, and as results. */
class Wide {
    private long field = 3;
    private static double staticField = 0.5;

    @Async
    static Coroutine<?> longBelow(Probe p) {
        return done(p.mark(1L << 40) + await(p.value(2L)));
    }

    @Async
    static Coroutine<?> doubleBelow(Probe p) {
        return done(p.mark(0.5) * await(p.value(3.0)) - p.mark(1.25));
    }

    @Async
    static Coroutine<?> mixedBelow(Probe p) {
        return done(take(
                p.mark(1), p.mark(2L), p.mark(3f), p.mark(4d), p.mark("5"), await(p.value(6L)), p.mark(7d), p.mark(8)));
    }

    private static String take(int a, long b, float c, double d, String e, long f, double g, int h) {
        return a + " " + b + " " + c + " " + d + " " + e + " " + f + " " + g + " " + h;
    }

    @Async
    static Coroutine<?> awaitEachOfMixed(Probe p) {
        return done(take(
                await(p.value(1)),
                await(p.value(2L)),
                await(p.value(3f)),
                await(p.value(4d)),
                await(p.value("5")),
                await(p.value(6L)),
                await(p.value(7d)),
                await(p.value(8))));
    }

    @Async
    static Coroutine<?> nestedArithmetic(Probe p) {
        long l = 1;
        double d = 2;
        return done(l + (d * (l - await(p.value(7L))) + (l = await(p.value(5L)))) / (d += await(p.value(0.5))) + l + d);
    }

    @Async
    static Coroutine<?> comparisons(Probe p) {
        return done(Arrays.asList(
                p.mark(5L) > await(p.value(4L)),
                p.mark(5d) < await(p.value(4d)),
                p.mark(Double.NaN) >= await(p.value(1d)),
                p.mark(Float.NaN) != await(p.value(Float.NaN))));
    }

    @Async
    static Coroutine<?> shift(Probe p) {
        return done(p.mark(-1L) >>> await(p.value(60)) << p.mark(3L) ^ await(p.value(0xffL)));
    }

    @Async
    static Coroutine<?> compoundOnFields(Probe p) {
        Wide w = new Wide();
        w.field += await(p.value(4L));
        w.field <<= await(p.value(2));
        staticField *= await(p.value(3.0));
        staticField -= w.field++ + await(p.value(1L));
        return done(w.field + " " + staticField);
    }

    @Async
    static Coroutine<?> arrays(Probe p) {
        long[] l = {1, 2, 3};
        double[] d = new double[await(p.value(2))];
        l[await(p.value(1))] += await(p.value(40L));
        d[p.mark(0)] = l[1] / await(p.value(4.0));
        d[1]--;
        l[2] = (long) (d[0] = await(p.value(9.0)));
        return done(new Object[] {l, d});
    }

    @Async
    static Coroutine<?> result(Probe p) {
        long a = await(wideResult(p, 1L));
        double b = await(doubleResult(p, a));
        return done(await(wideResult(p, a)) + b);
    }

    @Async
    private static Coroutine<Long> wideResult(Probe p, long n) {
        return done(n * 1_000_000_007L + await(p.value(1)));
    }

    @Async
    private static Coroutine<Double> doubleResult(Probe p, long n) {
        double half = n / 2.0;
        await(p.pause());
        return done(half);
    }

    @Async
    static Coroutine<?> casts(Probe p) {
        int i = (int) (long) await(p.value(1L << 33 | 5));
        float f = (float) (p.mark(1e10) * await(p.value(3)));
        long l = (long) await(p.value(2.9)).doubleValue();
        return done(Arrays.asList(i, f, l));
    }

    @Async
    static Coroutine<?> ternaryOfLongs(Probe p) {
        long l = p.mark(10L) + (await(p.value(true)) ? await(p.value(1L)) : p.mark(2));
        double d = p.mark(1.0) / (await(p.value(false)) ? p.mark(3d) : await(p.value(4f)));
        return done(l + " " + d);
    }
}
