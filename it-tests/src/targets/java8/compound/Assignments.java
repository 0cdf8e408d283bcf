package compound;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.Arrays;

/** Assignments of each type and operator to what is awaited, narrowed, boxed, out of bounds or null. */
class Assignments {
    static final class Box {
        int f;
        long w = 5;
        String s = "s";
        Integer b = 7;
        byte y = 120;
        char c = 'c';
        double d = 1.5;
        Box next;
        short h = 32760;
        boolean z;
        Long bl = 3L;
        Object o = "o";
        float g = 2f;
        Character bc = 'y';
    }

    @Async
    private static Coroutine<Box> box(Probe p, Box b) {
        p.log("box");
        await(p.pause());
        return done(b);
    }

    @Async
    private static Coroutine<Integer> i(Probe p, int n) {
        return done(await(p.value(n)));
    }

    @Async
    private static Coroutine<int[]> arr(Probe p, int[] a) {
        p.log("arr");
        return done(await(p.value(a)));
    }

    @Async
    static Coroutine<?> elementOfAwaited(Probe p) {
        int[] a = {1, 2, 3};
        await(arr(p, a))[await(i(p, 1))] += await(i(p, 10));
        await(arr(p, a))[await(i(p, 2))]++;
        int r = await(arr(p, a))[await(i(p, 0))]--;
        int q = --await(arr(p, a))[await(i(p, 0))];
        return done(Arrays.toString(a) + r + q);
    }

    @Async
    static Coroutine<?> fieldOfAwaited(Probe p) {
        Box b = new Box();
        b.next = new Box();
        int r = await(box(p, b)).f++;
        r += ++await(box(p, await(box(p, b)).next)).f;
        await(box(p, b)).w <<= await(i(p, 33));
        await(box(p, b)).s += await(i(p, 4)) + await(p.value("x"));
        await(box(p, b)).b += await(i(p, 4));
        Integer was = await(box(p, b)).b++;
        await(box(p, b)).y += await(i(p, 100));
        await(box(p, b)).c++;
        await(box(p, b)).c += await(p.value(1.7));
        await(box(p, b)).d /= await(p.value(0));
        await(box(p, b)).h *= await(p.value(2L));
        await(box(p, b)).z |= await(p.value(true));
        Long x = --await(box(p, b)).bl;
        await(box(p, b)).o += await(p.value("more"));
        await(box(p, b)).g %= await(p.value(1.5f));
        await(box(p, b)).bc++;
        return done(r + " " + b.f + b.next.f + b.w + b.s + b.b + was + b.y + b.c + b.d + b.h + b.z + x + b.bl + b.o
                + b.g + b.bc);
    }

    @Async
    static Coroutine<?> chains(Probe p) {
        Box b = new Box();
        int[] a = new int[3];
        long w;
        int n = a[await(i(p, 0))] = b.f = await(i(p, 5));
        w = b.w = n = await(i(p, 6));
        b.y = (byte) (b.c = (char) (a[await(i(p, 1))] = await(i(p, 0x1234))));
        double d = b.d = b.w = b.h = (short) await(i(p, 70000)).intValue();
        a[n = await(i(p, 2))] = n = await(i(p, 1));
        return done(Arrays.toString(a) + n + w + b.y + (int) b.c + d + b.d);
    }

    @Async
    static Coroutine<?> narrowing(Probe p) {
        byte y = (byte) 127;
        short h = Short.MAX_VALUE;
        char c = 0;
        int i = Integer.MAX_VALUE;
        long l = Long.MIN_VALUE;
        float f = 1e10f;
        double d = 1e300;
        boolean z = false;
        y += await(i(p, 1));
        h++;
        h += await(p.value(1L));
        c -= await(i(p, 1));
        i += await(p.value(1.5));
        l >>>= await(i(p, 60));
        f += await(p.value(1e300));
        d *= await(p.value(1e10));
        z ^= await(p.value(true));
        y >>>= await(i(p, 1));
        c += await(p.value('a'));
        i >>= await(p.value(33L));
        l -= await(p.value(0.1f));
        y |= await(p.value(1L << 40));
        y ^= await(i(p, -1));
        i <<= await(p.value((byte) 3));
        l <<= await(p.value('!'));
        return done("" + y + h + (int) c + i + l + f + d + z);
    }

    @Async
    static Coroutine<?> shiftsOfLongs(Probe p) {
        long l = await(p.value(0x123456789abcdefL));
        return done(Arrays.asList(
                l << await(i(p, 4)),
                l >> await(p.value(68L)),
                l >>> await(i(p, -4)),
                await(i(p, 1)) << l,
                await(i(p, 1)) << await(p.value(33L)),
                (short) l << await(p.value('\2')),
                (long) await(i(p, -1)) >>> await(i(p, 1)),
                await(p.value((byte) -8)) >>> await(i(p, 1))));
    }

    @Async
    static Coroutine<?> boxes(Probe p) {
        Integer a = 1;
        Long b = 2L;
        Character c = 'a';
        Double d = 1.0;
        Boolean z = true;
        Byte y = 3;
        Short h = 4;
        Float f = 1f;
        a++;
        a += await(i(p, 1));
        a = a++ + ++a + await(i(p, 1));
        b -= await(i(p, 3));
        b--;
        c++;
        d *= await(p.value(3));
        z &= await(p.value(false));
        y++;
        h--;
        f /= await(p.value(0f));
        Integer[] as = {1, null};
        as[await(i(p, 0))]++;
        as[await(i(p, 0))] *= await(i(p, 9));
        try {
            as[await(i(p, 1))] += await(i(p, 1));
        } catch (NullPointerException e) {
            p.log("null");
        }
        try {
            as[await(i(p, 2))] += await(i(p, 1));
        } catch (ArrayIndexOutOfBoundsException e) {
            p.log(e.getMessage());
        }
        return done("" + a + b + c + d + z + y + h + f + as[0] + as[1]);
    }

    @Async
    static Coroutine<?> arrays(Probe p) {
        long[] l = {1, 2};
        double[] d = {1, 2};
        byte[] y = {1, 2};
        char[] c = {'a', 'b'};
        short[] h = {1, 2};
        float[] f = {1, 2};
        boolean[] z = {true, false};
        String[] s = {"a", null};
        Object[] o = {1, "x"};
        long[][] g = {{1}, {2, 3}};
        l[await(i(p, 1))] *= await(p.value(5L));
        d[await(i(p, 1))] -= await(p.value(0.5f));
        y[await(i(p, 1))] += await(i(p, 300));
        c[await(i(p, 0))] += await(i(p, 2));
        h[await(i(p, 0))] <<= await(i(p, 15));
        f[await(i(p, 1))] += await(p.value(1L));
        z[await(i(p, 0))] &= await(p.value(z[await(i(p, 1))]));
        s[await(i(p, 1))] += await(p.value("q"));
        s[await(i(p, 0))] += await(p.value('q'));
        o[await(i(p, 1))] += await(p.value("y"));
        g[await(i(p, 1))][await(i(p, 1))] ^= await(p.value(7L));
        g[await(i(p, 0))] = g[await(i(p, 1))];
        long v = g[await(i(p, 0))][await(i(p, 0))]++;
        return done(Arrays.toString(l)
                + Arrays.toString(d)
                + Arrays.toString(y)
                + Arrays.toString(c)
                + Arrays.toString(h)
                + Arrays.toString(f)
                + Arrays.toString(z)
                + Arrays.toString(s)
                + Arrays.toString(o)
                + Arrays.deepToString(g)
                + v);
    }

    @Async
    static Coroutine<?> arrayStores(Probe p) {
        Object[] o = new Integer[2];
        try {
            o[await(i(p, 0))] = await(p.value("text"));
        } catch (ArrayStoreException e) {
            p.log(e);
        }
        o[await(i(p, 1))] = await(i(p, 5));
        int[] none = null;
        try {
            none[await(i(p, 0))] = await(i(p, 1));
        } catch (NullPointerException e) {
            p.log("npe");
        }
        try {
            none[await(i(p, 0))] += await(i(p, 1));
        } catch (NullPointerException e) {
            p.log("npe2");
        }
        try {
            await(p.value((int[]) null))[await(i(p, 0))]++;
        } catch (NullPointerException e) {
            p.log("npe3");
        }
        try {
            int[] n = new int[await(i(p, -1))];
        } catch (NegativeArraySizeException e) {
            p.log("neg");
        }
        try {
            int[][][] n = new int[await(i(p, 2))][await(i(p, -3))][];
        } catch (NegativeArraySizeException e) {
            p.log("neg2");
        }
        return done(Arrays.asList(o));
    }

    @Async
    static Coroutine<?> divisions(Probe p) {
        StringBuilder t = new StringBuilder();
        for (int k = -1; k < 2; k++) {
            try {
                t.append(await(i(p, 7)) / await(i(p, k))).append(';');
                t.append(await(p.value(7L)) % await(p.value((long) k))).append(';');
            } catch (ArithmeticException e) {
                t.append(await(p.value("E")));
            }
            t.append(7.0 / await(i(p, k))).append(7 % await(p.value((double) k)));
        }
        int m = await(i(p, Integer.MIN_VALUE));
        t.append(m / await(i(p, -1))).append(-m).append(~m).append(+m);
        return done(t.toString());
    }

    @Async
    static Coroutine<?> casts(Probe p) {
        double big = await(p.value(1e40));
        double nan = await(p.value(Double.NaN));
        Object o = await(p.value((Object) 5));
        int a = (Integer) o;
        long b = (Integer) o;
        Number n = (Number) await(p.value(o));
        Comparable<?> c = (Comparable<?>) await(p.value(o));
        try {
            String s = (String) await(p.value(o));
            p.log(s);
        } catch (ClassCastException e) {
            p.log("cce");
        }
        return done(Arrays.asList(
                (int) big,
                (long) big,
                (byte) big,
                (char) nan,
                (short) nan,
                (float) big,
                (int) (char) (byte) await(i(p, -1)).intValue(),
                a,
                b,
                n,
                c,
                (byte) await(p.value('\u00ff')).charValue()));
    }
}
