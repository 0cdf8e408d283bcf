package switches;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.io.IOException;
import java.time.DayOfWeek;
import java.util.ArrayList;

/** Arrow switches and switch expressions, whose operands stay on the stack while an arm runs. */
class SwitchExpressions {
    @Async
    static Coroutine<?> arrowStatement(Probe p) {
        var seen = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            switch (await(p.value(i))) {
                case 0 -> seen.add(await(p.value("zero")));
                case 1, 2 -> {
                    var s = await(p.value("few"));
                    seen.add(s + await(p.value(i)));
                }
                case 3 -> {}
                default -> seen.add("many");
            }
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> asExpression(Probe p) {
        var text = new StringBuilder();
        for (var i = 0; i < 4; i++) {
            int n = switch (await(p.value(i))) {
                case 0 -> await(p.value(10));
                case 1 -> 20;
                default -> {
                    var twice = await(p.value(i)) * 2;
                    yield twice + await(p.value(1));
                }
            };
            text.append(n).append(' ');
        }
        return done(text.toString());
    }

    @Async
    static Coroutine<?> withOperandsBelow(Probe p) {
        var n = p.mark(1)
                + p.mark(2L)
                        * switch (await(p.value("b"))) {
                            case "a" -> await(p.value(3));
                            case "b" -> await(p.value(4));
                            default -> p.mark(5);
                        }
                + p.mark(6.5);
        return done(n);
    }

    @Async
    static Coroutine<?> asArgument(Probe p) {
        return done(String.join(
                "-",
                p.mark("first"),
                switch (await(p.value(DayOfWeek.FRIDAY))) {
                    case SATURDAY, SUNDAY -> await(p.value("weekend"));
                    case FRIDAY -> {
                        if (await(p.value(true))) {
                            yield await(p.value("almost"));
                        }
                        yield "never";
                    }
                    default -> "work";
                },
                await(p.value("last"))));
    }

    @Async
    static Coroutine<?> oldStyleYield(Probe p) {
        int n = switch (await(p.value(2))) {
            case 1:
                yield await(p.value(10));
            case 2:
                p.log("falls through");
            case 3:
                yield await(p.value(20)) + 1;
            default:
                yield 0;
        };
        return done(n);
    }

    @Async
    static Coroutine<?> nested(Probe p) {
        var s = "";
        for (var i = 0; i < 4; i++) {
            s += switch (i) {
                case 0 ->
                    switch (await(p.value("x"))) {
                        case "x" -> await(p.value("0x"));
                        default -> "0?";
                    };
                case 1, 2 ->
                    i
                            + switch (await(p.value(i))) {
                                case 1 -> "a";
                                default -> await(p.value("b"));
                            };
                default -> await(p.value("z"));
            };
        }
        return done(s);
    }

    @Async
    static Coroutine<?> throwingArm(Probe p) {
        var seen = new ArrayList<Object>();
        for (var i = 0; i < 3; i++) {
            try {
                seen.add(p.mark(i)
                        + switch (await(p.value(i))) {
                            case 0 -> await(p.value("ok"));
                            case 1 -> await(p.<String, IOException>fail(new IOException("arm")));
                            default -> throw new IllegalStateException(await(p.value("thrown")));
                        });
            } catch (IOException | IllegalStateException e) {
                seen.add(await(p.value(e.getMessage())));
            }
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> tryInsideArm(Probe p) {
        var n = p.mark(100)
                + switch (await(p.value(1))) {
                    case 1 -> {
                        try {
                            yield await(p.<Integer, IOException>fail(new IOException("inside")));
                        } catch (IOException e) {
                            yield await(p.value(e.getMessage().length()));
                        } finally {
                            p.log("finally " + await(p.value("f")));
                        }
                    }
                    default -> 0;
                };
        return done(n);
    }

    @Async
    static Coroutine<?> ofPrimitives(Probe p) {
        long l = switch (await(p.value(1))) {
            case 1 -> await(p.value(5L));
            default -> 'c';
        };
        double d = 1
                / switch (await(p.value(2))) {
                    case 1 -> 1f;
                    default -> await(p.value(8.0));
                };
        boolean z = !switch (await(p.value("t"))) {
            case "t" -> await(p.value(true));
            default -> false;
        };
        return done(l + " " + d + " " + z);
    }

    @Async
    static Coroutine<?> returningCoroutines(Probe p) {
        return switch (await(p.value(2))) {
            case 1 -> done("one");
            case 2 -> p.value("two");
            default -> done(await(p.value("many")));
        };
    }

    @Async
    static Coroutine<?> conditionInSwitch(Probe p) {
        if (switch (await(p.value(1))) {
            case 1 -> await(p.value(true)) && !await(p.value(false));
            default -> false;
        }) {
            return done("yes");
        }
        return done("no");
    }

    @Async
    static Coroutine<?> inConstructorArgument(Probe p) {
        return done(new StringBuilder(
                        switch (await(p.value(3))) {
                            case 3 -> await(p.value("three"));
                            default -> "other";
                        })
                .append(p.mark('!'))
                .toString());
    }
}
