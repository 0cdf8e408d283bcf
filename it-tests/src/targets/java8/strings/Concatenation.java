package strings;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;

/** String concatenation: a builder below the awaits in release 8, operands of an invokedynamic later. */
class Concatenation {
    private String field = "f";

    @Async
    static Coroutine<?> awaitFirst(Probe p) {
        return done(await(p.value("a")) + p.mark("b") + p.mark(1));
    }

    @Async
    static Coroutine<?> awaitInTheMiddle(Probe p) {
        return done("x" + p.mark(1) + await(p.value(2L)) + "y" + p.mark(3.5) + await(p.value('c')) + p.mark(false));
    }

    @Async
    static Coroutine<?> awaitLast(Probe p) {
        return done("" + p.mark('a') + p.mark((byte) 1) + p.mark((short) 2) + p.mark(2f) + await(p.value("z")));
    }

    @Async
    static Coroutine<?> nullOperands(Probe p) {
        String none = null;
        return done(none + await(p.value("a")) + null + await(p.<Object>value(null)));
    }

    @Async
    static Coroutine<?> nestedConcatenation(Probe p) {
        return done("a" + ("b" + await(p.value("c" + await(p.value("d")))) + p.mark("e")) + await(p.value("f")));
    }

    @Async
    static Coroutine<?> charsAndNumbersAddUp(Probe p) {
        return done(await(p.value('a')) + await(p.value(1)) + "" + await(p.value('a')) + await(p.value(1)));
    }

    @Async
    static Coroutine<?> compound(Probe p) {
        String s = "s";
        s += await(p.value(1)) + "t" + await(p.value(2.5));
        Concatenation c = new Concatenation();
        c.field += s + await(p.value(c.field));
        String[] array = {"a"};
        array[await(p.value(0))] += c.field + await(p.value("b"));
        return done(array[0] + await(p.value(s)));
    }

    @Async
    static Coroutine<?> manyOperands(Probe p) {
        int a = await(p.value(1));
        String s = "";
        for (int i = 0; i < 3; i++) {
            s = s + a + i + await(p.value("|")) + a * i + 'c' + 1L + 2f + 3d + true + null + await(p.value(i)) + s;
        }
        return done(s);
    }

    @Async
    static Coroutine<?> inCondition(Probe p) {
        return done(("a" + await(p.value("b"))).equals(await(p.value("a")) + "b") ? "equal" + await(p.value(1)) : "no");
    }
}
