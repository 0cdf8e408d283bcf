package switches;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Supplier;

/** Switch expressions in conditions, arguments and each other; cases that fall through with a try in them. */
class NestedSwitches {
    @Async
    static Coroutine<?> switchInSwitchInCondition(Probe p) {
        var rounds = 0;
        while (switch (await(p.value(rounds))) {
                    case 0, 1 ->
                        switch (await(p.value(rounds % 2 == 0 ? "even" : "odd"))) {
                            case "even" -> {
                                rounds++;
                                yield await(p.value(true));
                            }
                            default -> await(p.value(rounds++ < 3));
                        };
                    case 2 -> {
                        if (await(p.value(rounds++)) > 1) {
                            yield true;
                        }
                        yield false;
                    }
                    default -> false;
                }
                && await(p.value(true))) {
            p.log("round " + rounds);
        }
        return done(rounds);
    }

    @Async
    static Coroutine<?> fallThrough(Probe p) {
        var seen = new StringBuilder();
        for (var i = 0; i < 6; i++) {
            switch (await(p.value("case" + i))) {
                case "case4":
                    seen.append(await(p.value("4")));
                default:
                    seen.append(await(p.value("d")));
                    if (i == 5) {
                        continue;
                    }
                case "case0":
                    seen.append(await(p.value("0")));
                    break;
                case "case1": {
                    var t = await(p.value("1"));
                    seen.append(t);
                }
                case "case2":
                    try {
                        if (i == 2) {
                            break;
                        }
                        seen.append(await(p.value("2")));
                    } finally {
                        seen.append(await(p.value("f")));
                    }
            }
            seen.append(' ');
        }
        return done(seen.toString());
    }

    enum Color {
        RED,
        GREEN,
        BLUE
    }

    @Async
    static Coroutine<?> enumsWithoutDefault(Probe p) {
        var seen = new ArrayList<Object>();
        for (var color : Color.values()) {
            var total = 1L;
            total += switch (await(p.value(color))) {
                case RED -> total + await(p.value(1));
                case GREEN -> {
                    total = await(p.value(10L));
                    yield total;
                }
                case BLUE -> await(p.value(5)) << 2;
            };
            seen.add(total);
        }
        try {
            seen.add(
                    switch (await(p.value((Color) null))) {
                        case RED -> 1;
                        case GREEN, BLUE -> await(p.value(2));
                    });
        } catch (NullPointerException e) {
            seen.add(await(p.value("null")));
        }
        return done(seen);
    }

    @Async
    private static Coroutine<Integer> own(Probe p, int n) {
        return done(await(p.value(n)));
    }

    private static int sum(int a, long b, double c, Object... rest) {
        return (int) (a + b + c) + Arrays.hashCode(rest);
    }

    @Async
    static Coroutine<?> argumentsOfAllSizes(Probe p) {
        var n = await(p.value(2));
        return done(sum(
                switch (n) {
                    case 2 -> {
                        Supplier<Coroutine<Integer>> f = () -> {
                            try {
                                return own(p, n + 1);
                            } finally {
                                p.log(await(p.value("in the lambda")));
                            }
                        };
                        yield await(f.get());
                    }
                    default -> 0;
                },
                switch (await(p.value('c'))) {
                    case 'a', 'b' -> 1;
                    case 'c' -> await(p.value(7L));
                    default -> throw new IllegalStateException();
                },
                n > 1
                        ? switch (n) {
                            case 1 -> 1.5f;
                            default -> await(p.value(2.5));
                        }
                        : await(p.value(3)),
                n,
                switch (n) {
                    case 0 -> await(p.value("s"));
                    case 1 -> await(p.value(1));
                    default -> {
                        assert await(p.value(true)) : await(p.value("never"));
                        yield await(p.value('x'));
                    }
                },
                null,
                await(p.value(4L))));
    }
}
