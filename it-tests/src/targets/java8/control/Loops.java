package control;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;

/** Awaits in each part of each kind of loop. */
class Loops {
    @Async
    static Coroutine<?> whileBody(Probe p) {
        int i = 0;
        int sum = 0;
        while (i < 5) {
            sum += await(p.value(i));
            i++;
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> whileCondition(Probe p) {
        int i = 0;
        while (await(p.value(i < 4))) {
            p.log(i);
            i++;
        }
        return done(i);
    }

    @Async
    static Coroutine<?> whileConditionAndBody(Probe p) {
        int i = 0;
        while (await(p.value(i)) < 4) {
            p.log("body " + i);
            i += await(p.value(1));
        }
        return done(i);
    }

    @Async
    static Coroutine<?> whileTrueWithBreak(Probe p) {
        int i = 0;
        while (true) {
            if (await(p.value(i)) == 3) {
                break;
            }
            i++;
        }
        return done(i);
    }

    @Async
    static Coroutine<?> whileTrueWithReturn(Probe p) {
        for (int i = 10; ; i++) {
            if (await(p.value(i * i)) > 150) {
                return done(i);
            }
        }
    }

    @Async
    static Coroutine<?> doWhileBody(Probe p) {
        int i = 0;
        do {
            p.log(await(p.value("round " + i)));
        } while (++i < 3);
        return done(i);
    }

    @Async
    static Coroutine<?> doWhileCondition(Probe p) {
        int i = 0;
        do {
            if (i == 1) {
                continue;
            }
            p.log(i);
        } while (await(p.value(++i)) < 4);
        return done(i);
    }

    @Async
    static Coroutine<?> forHeader(Probe p) {
        int sum = 0;
        for (int i = await(p.value(1)); i < await(p.value(10)); i += await(p.value(3))) {
            sum += i;
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> forWithTwoVariables(Probe p) {
        long product = 1;
        for (long i = 1, j = 20; i < j; i++, j -= await(p.value(3))) {
            product *= i + await(p.value(j));
        }
        return done(product);
    }

    @Async
    static Coroutine<?> forWithEmptyBody(Probe p) {
        int i = 0;
        for (; await(p.value(i)) < 3; i++) {}
        return done(i);
    }

    @Async
    static Coroutine<?> continueSkips(Probe p) {
        int sum = 0;
        for (int i = 0; i < 6; i++) {
            if (await(p.value(i)) % 2 == 0) {
                continue;
            }
            sum += await(p.value(i * 10));
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> forEachOverArray(Probe p) {
        StringBuilder all = new StringBuilder();
        for (String s : new String[] {"a", "b", "c"}) {
            all.append(await(p.value(s + s)));
        }
        return done(all.toString());
    }

    @Async
    static Coroutine<?> forEachOverPrimitives(Probe p) {
        double sum = 0;
        for (int i : new int[] {1, 2, 3}) {
            for (long l : new long[] {10, 20}) {
                for (double d : new double[] {0.5, 0.25}) {
                    sum += await(p.value(i * d)) + l;
                }
            }
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> forEachOverAwaitedArray(Probe p) {
        int sum = 0;
        for (int i : await(p.value(new int[] {3, 4, 5}))) {
            sum = sum * 10 + await(p.value(i));
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> forEachOverIterable(Probe p) {
        List<String> seen = new ArrayList<>();
        for (String s : Arrays.asList("x", "y", "z")) {
            seen.add(await(p.value(s)));
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> forEachOverAwaitedIterable(Probe p) {
        List<Integer> seen = new ArrayList<>();
        for (int i : await(p.value(Arrays.asList(7, 8, 9)))) {
            seen.add(i + await(p.value(1)));
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> iteratorByHand(Probe p) {
        List<Integer> numbers = new ArrayList<>(Arrays.asList(1, 2, 3, 4));
        for (ListIterator<Integer> each = numbers.listIterator(); each.hasNext(); ) {
            int n = each.next();
            if (await(p.value(n % 2 == 0))) {
                each.remove();
            } else {
                each.set(await(p.value(n * 100)));
            }
        }
        return done(numbers);
    }

    @Async
    static Coroutine<?> nested(Probe p) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= await(p.value(i)); j++) {
                text.append(i).append(await(p.value(j))).append(' ');
            }
            text.append(await(p.value("|")));
        }
        return done(text.toString());
    }

    @Async
    static Coroutine<?> labelledBreak(Probe p) {
        int count = 0;
        outer:
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                count++;
                if (await(p.value(i * j)) == 4) {
                    break outer;
                }
            }
        }
        return done(count);
    }

    @Async
    static Coroutine<?> labelledContinue(Probe p) {
        List<String> seen = new ArrayList<>();
        outer:
        for (int i = 0; i < 4; i++) {
            int j = 0;
            while (true) {
                if (await(p.value(j)) > i) {
                    continue outer;
                }
                seen.add(i + ":" + j);
                j++;
            }
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> labelledBlock(Probe p) {
        block:
        {
            p.log("in");
            if (await(p.value(true))) {
                break block;
            }
            p.log("never");
        }
        return done(await(p.value("out")));
    }

    @Async
    static Coroutine<?> breakOutOfThree(Probe p) {
        int steps = 0;
        a:
        do {
            b:
            while (true) {
                for (int k = 0; ; k++) {
                    steps += await(p.value(1));
                    if (k == 2) {
                        break b;
                    }
                    if (steps > 7) {
                        break a;
                    }
                    if (k == 1 && steps % 2 == 0) {
                        continue b;
                    }
                }
            }
            p.log("after b " + steps);
        } while (await(p.value(steps)) < 20);
        return done(steps);
    }

    @Async
    static Coroutine<?> awaitOnlyInLastRound(Probe p) {
        int last = -1;
        for (int i = 0; i < 1000; i++) {
            if (i == 999) {
                last = await(p.value(i));
            }
        }
        return done(last);
    }

    @Async
    static Coroutine<?> zeroRounds(Probe p) {
        for (Iterator<String> none = Collections.<String>emptyList().iterator(); none.hasNext(); ) {
            p.log(await(p.value(none.next())));
        }
        while (await(p.value(false))) {
            p.log("never");
        }
        return done("nothing");
    }

    @Async
    static Coroutine<?> variableDeclaredInBody(Probe p) {
        String all = "";
        for (int i = 0; i < 3; i++) {
            String mine = all + i;
            int length = await(p.value(mine)).length();
            all = mine + length;
        }
        return done(all);
    }

    @Async
    static Coroutine<?> loopCarriedReferences(Probe p) {
        Object previous = null;
        Object current = "start";
        for (int i = 0; i < 4; i++) {
            Object next = await(p.value(previous == null ? "first" : previous + "+"));
            previous = current;
            current = next;
        }
        return done(previous + " " + current);
    }

    @Async
    static Coroutine<?> manySuspensionsInOneFrame(Probe p) {
        long sum = 0;
        for (int i = 0; i < 300; i++) {
            sum += await(p.value(i));
        }
        return done(sum);
    }
}
