package locals;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;

/** More locals than the short forms of load and store instructions reach. */
class ManyLocals {
    @Async
    static Coroutine<?> ofMixedTypes(Probe p) {
        int i1 = 1, i2 = 2, i3 = 3, i4 = 4, i5 = 5, i6 = 6, i7 = 7, i8 = 8, i9 = 9, i10 = 10;
        long l1 = 11, l2 = 12, l3 = 13, l4 = 14, l5 = 15, l6 = 16, l7 = 17, l8 = 18;
        double d1 = .5, d2 = 1.5, d3 = 2.5, d4 = 3.5, d5 = 4.5, d6 = 5.5;
        String s1 = "a", s2 = "b", s3 = "c", s4 = "d", s5 = "e", s6 = "f", s7 = "g", s8 = "h";
        await(p.value(1));
        i1 += i2 + i3 + i4 + i5;
        l1 += l2 * l3 * l4;
        String first = s1 + s2 + s3 + s4;
        await(p.value(2));
        i6 += i7 + i8 + i9 + i10 + i1;
        l5 += l6 * l7 * l8 + l1;
        d1 += d2 + d3 + d4 + d5 + d6;
        await(p.value(3));
        return done(i6 + " " + l5 + " " + d1 + first + s5 + s6 + s7 + s8);
    }

    @Async
    static Coroutine<?> manyParameters(Probe p) {
        return done(await(many(p, 1, 2L, 3.0, "4", 5, 6L, 7.0, "8", 9, 10L, 11.0, "12", 13, 14L, 15.0, "16")));
    }

    @Async
    private static Coroutine<String> many(
            Probe p,
            int a,
            long b,
            double c,
            String d,
            int e,
            long f,
            double g,
            String h,
            int i,
            long j,
            double k,
            String l,
            int m,
            long n,
            double o,
            String q) {
        String first = a + b + c + d;
        await(p.pause());
        String second = e + f + g + h;
        await(p.pause());
        String third = i + j + k + l;
        await(p.pause());
        return done(first + second + third + m + n + o + q);
    }
}
