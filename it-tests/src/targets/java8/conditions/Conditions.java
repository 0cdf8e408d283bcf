package conditions;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Short circuits and ternaries. */
class Conditions {
    private static final boolean[] BOTH = {false, true};

    @Async
    static Coroutine<?> and(Probe p) {
        List<Boolean> results = new ArrayList<>();
        for (boolean a : BOTH) {
            for (boolean b : BOTH) {
                results.add(await(p.value(a)) && await(p.value(b)));
            }
        }
        return done(results);
    }

    @Async
    static Coroutine<?> or(Probe p) {
        List<Boolean> results = new ArrayList<>();
        for (boolean a : BOTH) {
            for (boolean b : BOTH) {
                results.add(await(p.value(a)) || await(p.value(b)));
            }
        }
        return done(results);
    }

    @Async
    static Coroutine<?> mixed(Probe p) {
        List<String> results = new ArrayList<>();
        for (boolean a : BOTH) {
            for (boolean b : BOTH) {
                for (boolean c : BOTH) {
                    if (await(p.value(a)) && !await(p.value(b)) || !(a || await(p.value(c))) && b) {
                        results.add("" + a + b + c);
                    }
                }
            }
        }
        return done(results);
    }

    @Async
    static Coroutine<?> withoutShortCircuit(Probe p) {
        boolean a = await(p.value(false)) & await(p.value(true));
        boolean b = await(p.value(true)) | await(p.value(false));
        boolean c = await(p.value(true)) ^ await(p.value(true));
        return done(Arrays.asList(a, b, c));
    }

    @Async
    static Coroutine<?> conditionAsValue(Probe p) {
        boolean a = p.mark(3) < await(p.value(4));
        boolean b = a == await(p.value(true)) != (await(p.value(2)) > 2);
        return done(Arrays.asList(a, b, !a && await(p.value(b))));
    }

    @Async
    static Coroutine<?> ternary(Probe p) {
        int n = await(p.value(true)) ? await(p.value(1)) : await(p.value(2));
        n = n * 10 + (await(p.value(false)) ? await(p.value(3)) : await(p.value(4)));
        return done(n);
    }

    @Async
    static Coroutine<?> ternaryWithOperandBelow(Probe p) {
        int n = p.mark(100) + (await(p.value(true)) ? p.mark(10) : await(p.value(20))) * await(p.value(3));
        return done(n);
    }

    @Async
    static Coroutine<?> ternaryAwaitsInOneArm(Probe p) {
        String s = "";
        for (int i = 0; i < 3; i++) {
            s += i == 1 ? await(p.value("await")) : "plain";
        }
        return done(s);
    }

    @Async
    static Coroutine<?> ternaryOfDifferentTypes(Probe p) {
        Object[] results = {
            await(p.value(true)) ? await(p.value(1)) : await(p.value("one")),
            await(p.value(false)) ? await(p.value(1)) : await(p.value("one")),
            await(p.value(true)) ? await(p.value(1)) : 2.5,
            await(p.value(false)) ? 'x' : await(p.value(1L)),
            await(p.value(true)) ? null : await(p.value(0)),
        };
        return done(results);
    }

    @Async
    static Coroutine<?> ternaryMergesInterfaces(Probe p) {
        List<Integer> list = new ArrayList<>(Arrays.asList(3, 1, 2));
        Iterable<Integer> numbers = await(p.value(true)) ? list : Arrays.asList(await(p.value(9)));
        int sum = await(p.value(0));
        for (int n : numbers) {
            sum = sum * 10 + n;
        }
        Comparable<?> c = await(p.value(sum > 0)) ? "text" : Integer.valueOf(1);
        return done(c + " " + await(p.value(sum)) + " " + c);
    }

    @Async
    static Coroutine<?> nestedTernary(Probe p) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            s.append(
                    await(p.value(i < 2))
                            ? await(p.value(i)) == 0 ? await(p.value("a")) : "b"
                            : i == 2 ? "c" : await(p.value("d")));
        }
        return done(s.toString());
    }

    @Async
    static Coroutine<?> ternaryInArguments(Probe p) {
        return done(String.format(
                "%s %s %s",
                p.mark("first"),
                await(p.value(true)) ? await(p.value(1)) : p.mark(2),
                await(p.value(false)) ? p.mark(3L) : await(p.value(4L))));
    }

    @Async
    static Coroutine<?> ternaryInCondition(Probe p) {
        if (await(p.value(true)) ? await(p.value(false)) : await(p.value(true))) {
            return done("wrong");
        }
        return done((await(p.value(false)) ? p.mark(true) : !await(p.value(false))) ? "right" : "wrong");
    }

    @Async
    static Coroutine<?> conditionInWhile(Probe p) {
        int i = 0;
        while (i < 10 && (i < 2 || await(p.value(i)) != 4) && !(i == 8 && await(p.value(true)))) {
            i++;
        }
        return done(i);
    }

    @Async
    static Coroutine<?> assignmentInCondition(Probe p) {
        int n;
        int rounds = 0;
        while ((n = await(p.value(rounds * 3))) < 7) {
            rounds++;
        }
        String s;
        boolean found = (s = await(p.value("key"))) != null && s.length() == await(p.value(3));
        return done(n + " " + rounds + " " + found);
    }
}
