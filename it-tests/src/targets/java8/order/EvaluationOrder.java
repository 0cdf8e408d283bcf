package order;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.Arrays;

/** What is read before an await keeps its value, whatever changes while it waits; what is read behind it is fresh. */
class EvaluationOrder {
    private int field = 1;
    private long wide = 10;
    private String text = "t";
    private Integer boxed = 5;
    private int[] elements = {1, 2, 3};

    @Async
    private Coroutine<Integer> change(Probe p) {
        p.log("before the change");
        await(p.pause());
        field += 100;
        wide *= 3;
        text += "!";
        boxed++;
        elements[1] += 50;
        elements = elements.clone();
        elements[0] = -7;
        return done(field);
    }

    @Async
    static Coroutine<?> locals(Probe p) {
        int x = 3;
        long y = 4;
        int sum = x + await(p.value(10)) + x++ * await(p.value(2)) + x;
        long product = y++ * (x = await(p.value(7))) * y-- + (y += await(p.value(1L))) + x;
        return done(Arrays.asList(x, y, sum, product));
    }

    @Async
    static Coroutine<?> incrementBelowAwait(Probe p) {
        int x = 1;
        int first = x++ + (x = await(p.value(x * 10))) + x++ + --x;
        int second = x-- - await(p.value(x--)) - x-- - (x *= await(p.value(-2)));
        x += x++ + await(p.value(x)) + ++x;
        return done(Arrays.asList(x, first, second));
    }

    @Async
    static Coroutine<?> fields(Probe p) {
        EvaluationOrder o = new EvaluationOrder();
        int sum = o.field + await(o.change(p)) + o.field++ + await(o.change(p)) * o.field;
        long product = o.wide * await(o.change(p)) + o.wide;
        String text = o.text + await(o.change(p)) + o.text;
        return done(Arrays.asList(sum, product, text, o.field, o.wide, o.text, o.boxed));
    }

    @Async
    static Coroutine<?> compoundFields(Probe p) {
        EvaluationOrder o = new EvaluationOrder();
        o.field += await(o.change(p));
        o.wide -= await(o.change(p)) + o.wide;
        o.text += await(o.change(p)) + o.text;
        o.boxed += await(o.change(p));
        o.boxed = o.boxed++ + await(o.change(p)) + o.boxed;
        return done(Arrays.asList(o.field, o.wide, o.text, o.boxed));
    }

    @Async
    static Coroutine<?> elements(Probe p) {
        EvaluationOrder o = new EvaluationOrder();
        int[] old = o.elements;
        o.elements[1] += await(o.change(p));
        o.elements[o.elements[1] & 1] = await(o.change(p)) + o.elements[0];
        int sum = o.elements[0] + o.elements[1]++ * await(o.change(p)) + o.elements[1];
        return done(Arrays.asList(sum, Arrays.toString(old), Arrays.toString(o.elements)));
    }

    @Async
    static Coroutine<?> indexIncrements(Probe p) {
        int[] a = new int[6];
        int i = 0;
        a[i++] = await(p.value(i));
        a[i++] = a[i++] = await(p.value(i * 10)) + i;
        a[i] += i++ + await(p.value(100)) + a[i - 1];
        a[a[i] = i] = await(p.value(i += 1));
        a[--i] -= await(p.value(a[i] = 9)) - a[i];
        a[(i = 1)]++;
        return done(Arrays.toString(a) + i);
    }

    @Async
    static Coroutine<?> elementsOfAllTypes(Probe p) {
        byte[] bytes = {100, 1};
        char[] chars = {'a', 'b'};
        short[] shorts = {1, 2};
        long[] longs = {1, 2};
        float[] floats = {1, 2};
        double[] doubles = {1, 2};
        boolean[] flags = {true, false};
        String[] texts = {"x", null};
        Integer[] boxes = {1, null};
        int i = 0;
        bytes[i] += await(p.value(100));
        chars[i++] += await(p.value(2));
        shorts[i] <<= await(p.value(15));
        longs[i--] ^= await(p.value(1 << 20));
        floats[i] /= await(p.value(3L));
        doubles[++i] %= await(p.value(0.75f));
        flags[i] |= await(p.value(true));
        texts[i] += await(p.value('c'));
        boxes[0] += await(p.value(41));
        p.log(Arrays.toString(bytes) + Arrays.toString(shorts) + Arrays.toString(longs) + Arrays.toString(floats));
        p.log(Arrays.toString(doubles) + Arrays.toString(flags) + Arrays.toString(texts) + Arrays.toString(boxes));
        return done((int) chars[0]);
    }

    @Async
    static Coroutine<?> grids(Probe p) {
        int[][] grid = {{1, 2}, {3, 4}};
        int i = 0;
        int[] row = grid[1];
        grid[i++][i] += await(p.value(10)) + (grid[i] = new int[] {7, 8})[0];
        grid[i][--i] = await(p.value(i)) + grid[1][1];
        long[][][] cube = new long[await(p.value(2))][await(p.value(3))][];
        cube[1][2] = new long[] {await(p.value(5L)), await(p.value(6L))};
        cube[1][2][i] *= await(p.value(cube[1][2][1]));
        return done(Arrays.deepToString(grid) + Arrays.toString(row) + Arrays.deepToString(cube));
    }

    @Async
    static Coroutine<?> texts(Probe p) {
        String s = "s";
        int i = 1;
        s += s + await(p.value(i++)) + s + i + (s = await(p.value("new"))) + s;
        s = "" + i + 'c' + await(p.value(2.5)) + i++ + await(p.value(3L)) + null + i + s;
        char[] chars = {'x'};
        s += chars[0]++ + await(p.value(1)) + "" + chars[0];
        return done(s);
    }

    @Async
    static Coroutine<?> conditions(Probe p) {
        int i = 0;
        boolean flag = i++ == 0 && await(p.value(i)) == i++ && (i == 2 || await(p.value(true))) ^ i-- > 1;
        int chosen = i > await(p.value(0)) ? i++ + await(p.value(i)) : i-- + await(p.value(-i));
        boolean other = flag | (flag = await(p.value(false))) & !flag;
        return done(Arrays.asList(i, flag, chosen, other));
    }

    @Async
    static Coroutine<?> receiverAndArguments(Probe p) {
        StringBuilder b = new StringBuilder("b");
        int i = 1;
        b.append(i++)
                .append(await(p.value(b.length())))
                .append(i++ + await(p.value(b.toString())))
                .append(i);
        StringBuilder first = b;
        b.insert(
                i = 0,
                (b = new StringBuilder("other")).append(await(p.value(i))).length());
        return done(Arrays.asList(first.toString(), b.toString(), String.format("%s%s%s", i++, await(p.value(i)), i)));
    }

    /** An array that is null, or an index out of bounds, is noticed once the right side has its value. */
    @Async
    static Coroutine<?> failsAfterTheRightSide(Probe p) {
        int[] none = null;
        int[] short_ = new int[1];
        String seen = "";
        try {
            none[0] = await(p.value(1));
        } catch (NullPointerException e) {
            seen += await(p.value("null "));
        }
        try {
            short_[await(p.value(1))] = await(p.value(2));
        } catch (ArrayIndexOutOfBoundsException e) {
            seen += await(p.value("bounds "));
        }
        try {
            // Here the element is read first.
            short_[1] += await(p.value(3));
        } catch (ArrayIndexOutOfBoundsException e) {
            seen += await(p.value("bounds of compound "));
        }
        try {
            Object[] objects = new String[1];
            objects[0] = await(p.<Object>value(4));
        } catch (ArrayStoreException e) {
            seen += e.getMessage();
        }
        try {
            seen += 1 / await(p.value(0));
        } catch (ArithmeticException e) {
            seen += await(p.value("zero "));
        }
        return done(seen);
    }

    private int count;

    private int next(Probe p, String what) {
        p.log(what + count);
        return count++;
    }

    private int[] array(Probe p) {
        p.log("array " + count);
        return elements;
    }

    @Async
    static Coroutine<?> callsBetween(Probe p) {
        EvaluationOrder o = new EvaluationOrder();
        o.array(p)[o.next(p, "index ") & 1] += o.next(p, "right ") + await(o.change(p)) + o.next(p, "more ");
        o.array(p)[await(p.value(o.next(p, "awaited ") & 1))] = o.next(p, "last ") * await(p.value(2));
        return done(Arrays.toString(o.elements) + o.count);
    }
}
