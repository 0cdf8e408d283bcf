package compound;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.Arrays;

/** Assignments that read before they await and write after. */
class Compound {
    private int number = 1;
    private byte small = 100;
    private char letter = 'a';
    private boolean flag = true;
    private String text = "t";
    private Integer box = 5;
    private Compound next;
    private static int shared = 10;
    private static String sharedText = "s";

    private static int index(Probe p, int i) {
        p.log("index " + i);
        return i;
    }

    private static int[] array(Probe p, int[] array) {
        p.log("array");
        return array;
    }

    private Compound self(Probe p) {
        p.log("self");
        return this;
    }

    @Async
    static Coroutine<?> arrayElement(Probe p) {
        int[] a = {1, 2, 3};
        array(p, a)[index(p, 1)] += await(p.value(40));
        a[await(p.value(0))] -= await(p.value(7));
        a[2] = await(p.value(8));
        return done(a);
    }

    @Async
    static Coroutine<?> arrayElementReadsFirst(Probe p) {
        int[] a = {1};
        a[0] += await(change(p, a));
        return done(a);
    }

    @Async
    private static Coroutine<Integer> change(Probe p, int[] a) {
        a[0] = await(p.value(100));
        return done(5);
    }

    @Async
    static Coroutine<?> arrayOfEachType(Probe p) {
        byte[] b = {127};
        short[] s = {1};
        char[] c = {'a'};
        long[] l = {1L << 35};
        float[] f = {1};
        double[] d = {1};
        boolean[] z = {true};
        String[] t = {"x"};
        Object[] o = {"y"};
        Integer[] i = {1};
        b[index(p, 0)] += await(p.value(1));
        s[index(p, 0)] *= await(p.value(70000));
        c[index(p, 0)] += await(p.value(2));
        l[index(p, 0)] |= await(p.value(1));
        f[index(p, 0)] /= await(p.value(4));
        d[index(p, 0)] %= await(p.value(0.3));
        z[index(p, 0)] &= await(p.value(false));
        t[index(p, 0)] += await(p.value("z"));
        o[index(p, 0)] += await(p.value("w"));
        i[index(p, 0)] += await(p.value(3));
        return done(new Object[] {b, s, c, l, f, d, z, t, o, i});
    }

    @Async
    static Coroutine<?> arrayOfArrays(Probe p) {
        int[][] a = {{1, 2}, {3, 4}};
        a[index(p, 1)][await(p.value(0))] *= a[await(p.value(0))][index(p, 1)] + await(p.value(5));
        a[await(p.value(0))] = new int[] {await(p.value(9))};
        return done(a);
    }

    @Async
    static Coroutine<?> indexOutOfBoundsIsFoundAfterTheAwait(Probe p) {
        int[] a = {1};
        try {
            a[index(p, 3)] = await(p.value(1));
        } catch (ArrayIndexOutOfBoundsException e) {
            p.log(e);
        }
        try {
            a[index(p, 4)] += await(p.value(2));
        } catch (ArrayIndexOutOfBoundsException e) {
            p.log(e);
        }
        int[] none = null;
        try {
            none[index(p, 5)] = await(p.value(3));
        } catch (NullPointerException e) {
            p.log(e);
        }
        return done();
    }

    @Async
    static Coroutine<?> fields(Probe p) {
        Compound c = new Compound();
        c.self(p).number += await(p.value(2));
        c.self(p).small += await(p.value(100));
        c.self(p).letter += await(p.value(1));
        c.self(p).flag &= await(p.value(false));
        c.self(p).text += await(p.value("u")) + await(p.value(3));
        c.self(p).box += await(p.value(4));
        shared <<= await(p.value(2));
        sharedText += await(p.value("!"));
        return done(Arrays.asList(c.number, c.small, c.letter, c.flag, c.text, c.box, shared, sharedText));
    }

    @Async
    static Coroutine<?> ownFields(Probe p) {
        return done(await(new Compound().changeSelf(p)));
    }

    @Async
    private Coroutine<String> changeSelf(Probe p) {
        number = number + await(p.value(1));
        this.number *= await(p.value(10));
        text = await(p.value("new")) + text;
        box++;
        this.box -= await(p.value(2));
        next = new Compound();
        next.number += number - await(p.value(3));
        next.next = await(p.value(this));
        return done(number + text + box + next.number + (next.next == this));
    }

    @Async
    static Coroutine<?> fieldOfNull(Probe p) {
        Compound c = new Compound();
        try {
            c.next.number = await(p.value(1));
        } catch (NullPointerException e) {
            p.log("assigned to null");
        }
        try {
            c.next.number += await(p.value(2));
        } catch (NullPointerException e) {
            p.log("read from null");
        }
        return done();
    }

    @Async
    static Coroutine<?> assignmentAsValue(Probe p) {
        int a;
        int b = (a = await(p.value(3))) + a;
        long c = b = a += await(p.value(4));
        int[] array = new int[2];
        int d = array[index(p, 1)] = await(p.value(5));
        Compound o = new Compound();
        int e = o.number = array[0] = await(p.value(6));
        long f = shared += o.number -= await(p.value(1));
        String s = o.text += await(p.value("v"));
        return done(Arrays.asList(a, b, c, d, array[0], array[1], e, f, s, o.text, shared));
    }

    @Async
    static Coroutine<?> incrementsAroundAwaits(Probe p) {
        int[] a = {1, 2, 3};
        int i = 0;
        a[i++] = a[i] + await(p.value(10)) + i++;
        a[i] = i-- + await(p.value(20)) * i;
        a[++i - 1] += a[await(p.value(0))]++ + --a[await(p.value(2))];
        Compound c = new Compound();
        c.number = c.number++ + await(p.value(5)) + ++c.number;
        return done(Arrays.asList(a[0], a[1], a[2], i, c.number));
    }

    @Async
    static Coroutine<?> localReadsFirst(Probe p) {
        int n = 1;
        n += await(p.value(2)) + (n = await(p.value(10))) + n;
        String s = "a";
        s += await(p.value("b")) + (s = await(p.value("c"))) + s;
        long l = 1;
        l = l++ + await(p.value(5)) + l;
        return done(n + s + l);
    }

    @Async
    static Coroutine<?> arrayInitialisers(Probe p) {
        int[] a = {p.mark(1), await(p.value(2)), p.mark(3), await(p.value(4))};
        long[][] b = {{await(p.value(5L))}, {}, {p.mark(6L), await(p.value(7L))}};
        Object[] c = {await(p.value("x")), new String[] {await(p.value("y")), null}, p.mark('z')};
        boolean[] d = {await(p.value(true)), !await(p.value(true))};
        return done(new Object[] {a, b, c, d});
    }

    @Async
    static Coroutine<?> arrayReads(Probe p) {
        int[] a = {10, 20, 30};
        int sum = a[await(p.value(0))] + array(p, a)[await(p.value(1))] * await(p.value(a))[index(p, 2)];
        return done(sum + await(p.value(a)).length + await(p.value(new int[][] {{1}, {2}}))[1][await(p.value(0))]);
    }
}
