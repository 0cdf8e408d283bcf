package switches;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Statement switches over int, String and enum, with awaits in selector and arms. */
class OldSwitches {
    @Async
    static Coroutine<?> tableOfInts(Probe p) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            switch (await(p.value(i))) {
                case 1:
                    s.append(await(p.value("one")));
                    break;
                case 2:
                    s.append("two");
                // falls through
                case 3:
                    s.append(await(p.value("three")));
                    break;
                case 4:
                    s.append("four");
                    continue;
                default:
                    s.append(await(p.value("default")));
            }
            s.append(' ');
        }
        return done(s.toString());
    }

    @Async
    static Coroutine<?> sparseInts(Probe p) {
        int[] keys = {-1_000_000, 0, 7, Integer.MAX_VALUE, 5};
        long sum = 0;
        for (int key : keys) {
            switch (key) {
                case -1_000_000:
                    sum += await(p.value(1));
                    break;
                case 7:
                    sum += await(p.value(20L));
                    break;
                case Integer.MAX_VALUE:
                    sum += 300;
                    break;
                default:
                    sum *= await(p.value(2));
                    break;
            }
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> strings(Probe p) {
        List<String> seen = new ArrayList<>();
        for (String key : new String[] {"a", "Aa", "BB", "", "other"}) {
            switch (await(p.value(key))) {
                case "a":
                    seen.add(await(p.value("lower")));
                    break;
                case "Aa":
                    seen.add("first of equal hash" + await(p.value(1)));
                    break;
                case "BB":
                    seen.add("second of equal hash" + await(p.value(2)));
                    break;
                case "":
                    seen.add("empty");
                    break;
                default:
                    seen.add(await(p.value("default")));
            }
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> enums(Probe p) {
        List<Object> seen = new ArrayList<>();
        for (TimeUnit unit : TimeUnit.values()) {
            switch (await(p.value(unit))) {
                case SECONDS:
                    seen.add(await(p.value(1)));
                    break;
                case DAYS:
                    return done(seen);
                case HOURS:
                    break;
                default:
                    seen.add(unit);
                    await(p.pause());
            }
        }
        return done("never");
    }

    @Async
    static Coroutine<?> nullSelector(Probe p) {
        try {
            switch (await(p.<String>value(null))) {
                case "x":
                    return done("x");
                default:
                    return done("default");
            }
        } catch (NullPointerException e) {
            return done(await(p.value("null")));
        }
    }

    @Async
    static Coroutine<?> withoutDefault(Probe p) {
        int n = 0;
        for (char c : "abc".toCharArray()) {
            switch (c) {
                case 'a':
                    n += await(p.value(1));
                    break;
                case 'c':
                    n += await(p.value(2));
            }
        }
        return done(n);
    }

    @Async
    static Coroutine<?> localsDeclaredInArms(Probe p) {
        String s = "";
        for (int i = 0; i < 3; i++) {
            switch (i) {
                case 0:
                    int n = await(p.value(5));
                    await(p.pause());
                    s += n;
                    break;
                case 1:
                    n = 6;
                    await(p.pause());
                    s += n;
                    break;
                default:
                    long wide = await(p.value(7L));
                    await(p.pause());
                    s += wide;
            }
        }
        return done(s);
    }

    @Async
    static Coroutine<?> nestedSwitches(Probe p) {
        String s = "";
        loop:
        for (int i = 0; ; i++) {
            switch (i % 3) {
                case 0:
                    switch (await(p.value("k" + i))) {
                        case "k0":
                            s += await(p.value("zero"));
                            break;
                        case "k3":
                            continue loop;
                        default:
                            break loop;
                    }
                    s += "|";
                    break;
                case 1:
                    s += await(p.value(i));
                    break;
                default:
                    s += "-";
            }
        }
        return done(s);
    }

    @Async
    static Coroutine<?> boxedSelector(Probe p) {
        Integer n = await(p.value(2));
        switch (n) {
            case 1:
                return done("one");
            case 2:
                return p.value("two");
            default:
                return done("many");
        }
    }

    @Async
    static Coroutine<?> switchInsideTry(Probe p) {
        String s = "";
        for (int i = 0; i < 4; i++) {
            try {
                switch (await(p.value(i))) {
                    case 0:
                        break;
                    case 1:
                        await(p.fail(new IllegalStateException("one")));
                        break;
                    case 2:
                        continue;
                    default:
                        return done(s + await(p.value("end")));
                }
                s += "after ";
            } catch (IllegalStateException e) {
                s += await(p.value("caught "));
            } finally {
                s += await(p.value("finally "));
            }
        }
        return done(s);
    }
}
