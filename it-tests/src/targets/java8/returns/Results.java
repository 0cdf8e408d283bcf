package returns;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What bodies complete with: boxes made on the spot, boxes of unknown origin, null, and all of them in one body. */
class Results {
    @Async
    private static Coroutine<Integer> ofInt(Probe p, int n) {
        return done(await(p.value(n)) + 1);
    }

    @Async
    private static Coroutine<Long> ofLong(Probe p, long n) {
        return done(await(p.value(n)) + 1L);
    }

    @Async
    private static Coroutine<Float> ofFloat(Probe p, float n) {
        return done(await(p.value(n)) + 1f);
    }

    @Async
    private static Coroutine<Double> ofDouble(Probe p, double n) {
        return done(await(p.value(n)) + 1d);
    }

    @Async
    private static Coroutine<Boolean> ofBoolean(Probe p, boolean b) {
        return done(!await(p.value(b)));
    }

    @Async
    private static Coroutine<Byte> ofByte(Probe p, byte b) {
        return done((byte) (await(p.value(b)) + 1));
    }

    @Async
    private static Coroutine<Character> ofChar(Probe p, char c) {
        return done((char) (await(p.value(c)) + 1));
    }

    @Async
    private static Coroutine<Short> ofShort(Probe p, short s) {
        return done((short) (await(p.value(s)) + 1));
    }

    @Async
    static Coroutine<?> primitives(Probe p) {
        int i = await(ofInt(p, Integer.MAX_VALUE));
        long l = await(ofLong(p, i));
        float f = await(ofFloat(p, 0.25f));
        double d = await(ofDouble(p, 0.125));
        boolean z = await(ofBoolean(p, true));
        byte b = await(ofByte(p, Byte.MAX_VALUE));
        char c = await(ofChar(p, Character.MAX_VALUE));
        short s = await(ofShort(p, Short.MAX_VALUE));
        return done(Arrays.asList(i, l, f, d, z, b, c, s));
    }

    @Async
    static Coroutine<?> primitivesAsObjects(Probe p) {
        List<Object> all = new ArrayList<>();
        all.add(await(ofInt(p, 1)));
        all.add(await(ofLong(p, 1)));
        all.add(await(ofFloat(p, 1)));
        all.add(await(ofDouble(p, 1)));
        all.add(await(ofBoolean(p, false)));
        all.add(await(ofByte(p, (byte) 1)));
        all.add(await(ofChar(p, 'a')));
        all.add(await(ofShort(p, (short) 1)));
        return done(all);
    }

    @Async
    private static Coroutine<Integer> nullInteger(Probe p) {
        await(p.pause());
        return done(null);
    }

    @Async
    private static Coroutine<Integer> unknownBox(Probe p, Integer box) {
        Integer mine = box;
        await(p.pause());
        return done(mine);
    }

    @Async
    private static Coroutine<Integer> nullOrBox(Probe p, int n) {
        if (await(p.value(n)) == 0) {
            return done(null);
        }
        return done(n + 1);
    }

    @Async
    static Coroutine<?> nullBoxes(Probe p) {
        Integer a = await(nullInteger(p));
        Integer b = await(unknownBox(p, null));
        Integer c = await(nullOrBox(p, 0));
        int d = await(nullOrBox(p, 1));
        int e = await(unknownBox(p, 4));
        return done(Arrays.asList(a, b, c, d, e));
    }

    @Async
    static Coroutine<?> unboxingNullFails(Probe p) {
        try {
            return done(1 + await(nullInteger(p)));
        } catch (NullPointerException e) {
            return done("null");
        }
    }

    @Async
    static Coroutine<?> identityOfBoxesIsKept(Probe p) {
        Integer box = new ArrayList<>(Arrays.asList(123456)).get(0);
        Integer same = await(unknownBox(p, box));
        return done(box == same);
    }

    @Async
    private static Coroutine<Void> nothing(Probe p) {
        await(p.pause());
        return done();
    }

    @Async
    private static Coroutine<Void> explicitNull(Probe p) {
        await(p.pause());
        return done(null);
    }

    @Async
    private static Coroutine<Void> passedOn(Probe p) {
        return done(await(nothing(p)));
    }

    @Async
    static Coroutine<?> voids(Probe p) {
        Object a = await(nothing(p));
        Void b = await(explicitNull(p));
        await(nothing(p));
        return done(Arrays.asList(a, b, await(passedOn(p))));
    }

    @Async
    private static Coroutine<Integer> several(Probe p, int way) {
        switch (await(p.value(way))) {
            case 0:
                return done(10);
            case 1:
                return done(await(ofInt(p, 20)));
            case 2:
                return ofInt(p, 30);
            case 3:
                return done(Integer.valueOf("40"));
            case 4:
                return p.value(50);
            default:
                return way == 5 ? done(60) : ofInt(p, 70);
        }
    }

    @Async
    static Coroutine<?> severalReturns(Probe p) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(await(several(p, i)));
        }
        return done(all);
    }

    @Async
    private static Coroutine<Long> severalLongs(Probe p, int way) {
        long n = await(p.value(1L << way));
        if (way == 0) {
            return done(n);
        }
        Coroutine<Long> later = way == 1 ? ofLong(p, n) : done(n * 10);
        return later;
    }

    @Async
    static Coroutine<?> returnThroughLocal(Probe p) {
        return done(Arrays.asList(await(severalLongs(p, 0)), await(severalLongs(p, 1)), await(severalLongs(p, 2))));
    }

    @Async
    private static Coroutine<Object> objectOfAnyKind(Probe p, int way) {
        if (way == 0) {
            return done(1);
        }
        if (way == 1) {
            return done(2L);
        }
        return way == 2 ? done("three") : done(await(p.value('4')));
    }

    @Async
    static Coroutine<?> boxesOfDifferentTypes(Probe p) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(await(objectOfAnyKind(p, i)));
        }
        return done(all);
    }

    @Async
    private static Coroutine<Number> widenedNumber(Probe p) {
        return done(await(p.value(1)));
    }

    @Async
    private static Coroutine<Number> integerAsNumber(Probe p, int n) {
        await(p.pause());
        return done(n);
    }

    @Async
    static Coroutine<?> boxesAsNumbers(Probe p) {
        Number a = await(widenedNumber(p));
        Number b = await(integerAsNumber(p, 2));
        return done(a.doubleValue() + b.longValue());
    }

    @Async
    private static Coroutine<int[]> arrays(Probe p, int n) {
        int[] array = new int[n];
        for (int i = 0; i < n; i++) {
            array[i] = await(p.value(i));
        }
        return done(array);
    }

    @Async
    static Coroutine<?> arrayResult(Probe p) {
        return done(await(arrays(p, 3))[await(p.value(2))] + await(arrays(p, 2)).length);
    }

    @Async
    private static Coroutine<Integer> rawThroughRaw(Probe p, int n) {
        return done(await(ofInt(p, n)));
    }

    @Async
    static Coroutine<?> rawResultPassedOn(Probe p) {
        return done(await(rawThroughRaw(p, 1)) * await(rawThroughRaw(p, 2)));
    }

    @Async
    private static Coroutine<String> arms(Probe p, int n) {
        try {
            return n > 2
                    ? done(await(p.value("many")))
                    : n > 1 ? done(n + " two") : n > 0 ? done(null) : done(await(ofInt(p, n)) + "");
        } finally {
            p.log(await(p.value("finally " + n)));
        }
    }

    @Async
    static Coroutine<?> armsInATry(Probe p) {
        List<String> all = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            all.add(await(arms(p, n)));
        }
        return done(all);
    }

    /** What the last arm is made of is chosen as well, so two ways meet before its value is wrapped and two behind that. */
    @Async
    private static Coroutine<Object> armOfArms(Probe p, int n) {
        try {
            return n > 1 ? done("many") : done(await(p.value(n)) > 0 ? "one" : (Object) n);
        } finally {
            p.log(await(p.value("finally " + n)));
        }
    }

    @Async
    static Coroutine<?> anArmOfArmsInATry(Probe p) {
        List<Object> all = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            all.add(await(armOfArms(p, n)));
        }
        return done(all);
    }
}
