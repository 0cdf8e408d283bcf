package locals;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Locals of all types live across awaits, slots that change their type, and what the verifier wants of them. */
class Locals {
    @Async
    static Coroutine<?> everyType(Probe p) {
        boolean z = p.mark(true);
        byte b = (byte) 0x81;
        char c = '\uffff';
        short s = Short.MIN_VALUE;
        int i = Integer.MAX_VALUE;
        long j = Long.MIN_VALUE + 1;
        float f = Float.MIN_VALUE;
        double d = -0.0;
        String text = "text";
        Object none = null;
        int[] ints = {1, 2};
        String[][] strings = {{"a"}, null};
        Runnable lambda = () -> p.log("ran");
        await(p.pause());
        lambda.run();
        return done(new Object[] {z, b, c, s, i, j, f, d, text, none, ints, strings});
    }

    @Async
    static Coroutine<?> parametersOfEveryType(Probe p) {
        return done(await(all(p, true, (byte) -1, 'x', (short) -2, 3, 4L, 5f, 6d, "s", null, new long[] {7}, 8, 9)));
    }

    @Async
    private static Coroutine<List<Object>> all(
            Probe p,
            boolean z,
            byte b,
            char c,
            short s,
            int i,
            long j,
            float f,
            double d,
            String text,
            Object none,
            long[] longs,
            Integer... rest) {
        await(p.value("first"));
        b += 1;
        c++;
        s *= 2;
        z = !z;
        j <<= 3;
        await(p.value("second"));
        return done(Arrays.asList(z, b, c, s, i, j, f, d, text, none, longs[0], rest.length));
    }

    @Async
    static Coroutine<?> narrowLocalsWrap(Probe p) {
        byte b = Byte.MAX_VALUE;
        short s = Short.MAX_VALUE;
        char c = Character.MAX_VALUE;
        await(p.pause());
        b++;
        s++;
        c++;
        await(p.pause());
        b -= await(p.value(1));
        s -= await(p.value(1));
        c -= await(p.value(1));
        return done(Arrays.asList(b, s, c));
    }

    @Async
    static Coroutine<?> booleanLocals(Probe p) {
        boolean a = await(p.value(true));
        boolean b = !a;
        boolean[] flags = {a, b};
        await(p.pause());
        a &= await(p.value(false));
        flags[1] |= await(p.value(true));
        b ^= flags[0];
        return done(Arrays.asList(a, b, flags[0], flags[1]));
    }

    @Async
    static Coroutine<?> slotReusedByOtherType(Probe p) {
        StringBuilder all = new StringBuilder();
        {
            int n = await(p.value(1));
            await(p.pause());
            all.append(n);
        }
        {
            String s = await(p.value("two"));
            await(p.pause());
            all.append(s);
        }
        {
            long l = await(p.value(3L));
            await(p.pause());
            all.append(l);
        }
        {
            Object o = await(p.<Object>value('4'));
            double d = await(p.value(5.5));
            await(p.pause());
            all.append(o).append(d);
        }
        return done(all.toString());
    }

    @Async
    static Coroutine<?> slotReusedInLoop(Probe p) {
        String s = "";
        for (int i = 0; i < 4; i++) {
            if (i % 2 == 0) {
                long l = await(p.value((long) i));
                await(p.pause());
                s += l;
            } else {
                String t = await(p.value("t"));
                float f = await(p.value(0.5f));
                await(p.pause());
                s += t + f;
            }
        }
        return done(s);
    }

    @Async
    static Coroutine<?> halfOfALongOverwritten(Probe p) {
        String s;
        {
            long a = await(p.value(1L));
            s = "" + a;
        }
        {
            int x = await(p.value(2));
            int y = await(p.value(3));
            s += x + y;
        }
        {
            int x = await(p.value(4));
            long b = await(p.value(5L));
            await(p.pause());
            s += x + b;
        }
        return done(s);
    }

    @Async
    static Coroutine<?> assignedInOneBranchOnly(Probe p) {
        String s;
        int n;
        if (await(p.value(true))) {
            s = "assigned";
            await(p.pause());
            n = s.length();
        } else {
            n = await(p.value(-1));
        }
        await(p.pause());
        return done(n);
    }

    @Async
    static Coroutine<?> assignedInEachBranch(Probe p) {
        final String s;
        final long n;
        if (await(p.value(false))) {
            s = await(p.value("then"));
            n = 1;
        } else {
            n = await(p.value(2L));
            s = "else";
        }
        await(p.pause());
        return done(s + n);
    }

    @Async
    static Coroutine<?> assignedLate(Probe p) {
        Object o;
        double d;
        await(p.pause());
        o = await(p.<Object>value("late"));
        await(p.pause());
        d = await(p.value(1.0));
        return done(o + " " + d);
    }

    @Async
    static Coroutine<?> deadStores(Probe p) {
        int n = 1;
        String s = "dead";
        await(p.pause());
        n = 2;
        s = await(p.value("alive"));
        await(p.pause());
        n = await(p.value(3));
        s = "dead again";
        return done(n);
    }

    @Async
    static Coroutine<?> nullLocals(Probe p) {
        String s = null;
        int[] array = null;
        Object o = null;
        List<String> list = null;
        await(p.pause());
        p.log(s);
        p.log(array == null);
        if (await(p.value(true))) {
            list = new ArrayList<>();
        }
        list.add(s);
        await(p.pause());
        o = array;
        return done(o + " " + list + s);
    }

    @Async
    static Coroutine<?> nullMergesWithValue(Probe p) {
        String found = null;
        int[] numbers = null;
        for (int i = 0; i < 4; i++) {
            if (await(p.value(i)) == 2) {
                found = "at " + i;
                numbers = new int[] {i};
            }
        }
        return done(found.length() + numbers[0]);
    }

    @Async
    static Coroutine<?> nullPassedOn(Probe p) {
        List<Integer> nothing = null;
        await(p.pause());
        return done(await(count(p, nothing, null)));
    }

    @Async
    private static Coroutine<Integer> count(Probe p, List<Integer> a, int[] b) {
        await(p.pause());
        return done((a == null ? 1 : a.size()) + (b == null ? 10 : b.length));
    }

    @Async
    static Coroutine<?> arrayMergesWithObject(Probe p) {
        Object o = new int[] {1, 2};
        if (await(p.value(true))) {
            o = "text";
        }
        await(p.pause());
        Object q = await(p.value(true)) ? new int[] {3} : new long[] {4};
        await(p.pause());
        Object r = await(p.value(false)) ? new int[] {5} : new String[] {"six"};
        await(p.pause());
        return done(new Object[] {o, q, r});
    }

    @Async
    static Coroutine<?> arraysMergeWithArrays(Probe p) {
        Object[] a = await(p.value(true)) ? new String[] {"a"} : new Integer[] {1};
        await(p.pause());
        Comparable<?>[] b = await(p.value(true)) ? new String[] {"b"} : new Integer[] {2};
        await(p.pause());
        Object[] c;
        // Not a conditional: Eclipse's compiler merges these two to Serializable there, which the JVM refuses.
        if (await(p.value(false))) {
            c = new int[][] {{3}};
        } else {
            c = new Object[] {4};
        }
        await(p.pause());
        Serializable d = await(p.value(true)) ? new int[] {5} : "five";
        await(p.pause());
        return done(new Object[] {a, b, c, d});
    }

    @Async
    static Coroutine<?> interfacesMerge(Probe p) {
        Collection<String> c;
        if (await(p.value(true))) {
            c = new ArrayList<>(Collections.singletonList("list"));
        } else {
            c = Collections.singleton("set");
        }
        await(p.pause());
        Comparable<?> n = 1;
        if (await(p.value(true))) {
            n = "one";
        }
        await(p.pause());
        CharSequence s = await(p.value(true)) ? new StringBuilder("builder") : "string";
        await(p.pause());
        return done(c.size() + n.toString() + s.length());
    }

    @Async
    static Coroutine<?> userClassesMerge(Probe p) {
        Shape shape = null;
        for (int i = 0; i < 3; i++) {
            if (i == 0) {
                shape = new Square();
            } else if (i == 1) {
                shape = new Circle();
            } else {
                shape = () -> "lambda";
            }
            await(p.pause());
            p.log(shape.name());
        }
        Base base = await(p.value(true)) ? new Square() : new Circle();
        await(p.pause());
        return done(base.id() + shape.name());
    }

    private interface Shape {
        String name();
    }

    private abstract static class Base implements Shape {
        int id() {
            return name().length();
        }
    }

    private static final class Square extends Base {
        @Override
        public String name() {
            return "square";
        }
    }

    private static final class Circle extends Base {
        @Override
        public String name() {
            return "circle";
        }
    }

    @Async
    static Coroutine<?> intLikesMerge(Probe p) {
        int n = await(p.value(true)) ? 'a' : (short) 3;
        await(p.pause());
        char c = await(p.value(true)) ? 'b' : 'c';
        await(p.pause());
        byte b = (byte) (await(p.value(false)) ? 1 : 2);
        boolean z = await(p.value(true)) ? c == 'b' : b > 1;
        await(p.pause());
        return done(Arrays.asList(n, c, b, z));
    }

    @Async
    static Coroutine<?> sameValueInSeveralLocals(Probe p) {
        StringBuilder a = new StringBuilder("x");
        StringBuilder b = a;
        StringBuilder c = b;
        await(p.pause());
        a.append(1);
        await(p.pause());
        c.append(2);
        return done(b + " " + (a == b && b == c));
    }

    @Async
    static Coroutine<?> parameterReassigned(Probe p) {
        return done(await(reassign(p, 1, "a")) + await(reassign(p, 10, null)));
    }

    @Async
    private static Coroutine<String> reassign(Probe p, int n, String s) {
        if (s == null) {
            s = await(p.value("default"));
        }
        n += await(p.value(n));
        p = await(p.value(p));
        await(p.pause());
        return done(s + n);
    }

    @Async
    static Coroutine<?> exceptionInLocal(Probe p) {
        Exception last = null;
        for (int i = 0; i < 3; i++) {
            try {
                await(p.fail(new IOException("no " + i)));
            } catch (IOException e) {
                if (last != null) {
                    e.addSuppressed(last);
                }
                last = e;
            }
        }
        await(p.pause());
        return done(last.getMessage() + last.getSuppressed()[0].getMessage());
    }

    @Async
    static Coroutine<?> swap(Probe p) {
        int a = 1;
        int b = 2;
        long c = 3;
        for (int i = 0; i < 3; i++) {
            int t = a;
            a = b;
            b = await(p.value(t));
            c = c * 10 + a;
        }
        return done(a + " " + b + " " + c);
    }

    @Async
    static Coroutine<?> fibonacci(Probe p) {
        long a = 0;
        long b = 1;
        for (int i = 0; i < 50; i++) {
            long next = await(p.value(a + b));
            a = b;
            b = next;
        }
        return done(a);
    }

    @Async
    static Coroutine<?> floatsKeepTheirBits(Probe p) {
        float quiet = Float.intBitsToFloat(0x7fc12345);
        double negativeZero = -0.0;
        double infinity = Double.POSITIVE_INFINITY;
        await(p.pause());
        return done(Integer.toHexString(Float.floatToRawIntBits(quiet)) + 1 / negativeZero + infinity);
    }

    @Async
    static Coroutine<?> incrementsInPlace(Probe p) {
        int i = 0;
        i++;
        await(p.value(i++));
        i += 1000;
        await(p.value(++i));
        i -= 70000;
        int j = i++ + await(p.value(i--)) - --i;
        return done(i + " " + j);
    }
}
