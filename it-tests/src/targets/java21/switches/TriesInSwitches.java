package switches;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Blocks of switch expressions that hold loops and tries, with operands below that the compiler has to carry past them.
 * What Eclipse's compiler makes of these for older releases is not valid.
 */
class TriesInSwitches {
    @Async
    static Coroutine<?> tryInBlock(Probe p) {
        var seen = new ArrayList<Object>();
        for (var i = 0; i < 4; i++) {
            var n = p.mark(i * 10)
                    + switch (await(p.value(i))) {
                        case 0 -> {
                            try {
                                yield await(p.value(1));
                            } finally {
                                p.log(await(p.value("finally")));
                            }
                        }
                        case 1 -> {
                            try {
                                await(p.fail(new IllegalStateException("one")));
                                yield 2;
                            } catch (IllegalStateException e) {
                                yield await(p.value(e.getMessage())).length();
                            } finally {
                                await(p.pause());
                            }
                        }
                        case 2 -> {
                            for (var j = 0; ; j++) {
                                try {
                                    if (await(p.value(j)) == 2) {
                                        yield j + i;
                                    }
                                    continue;
                                } finally {
                                    p.log("round " + await(p.value(j)));
                                }
                            }
                        }
                        default -> await(p.value(-1));
                    }
                    + p.mark(0.5);
            seen.add(n);
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> tryBelowUninitialisedObject(Probe p) {
        var text = await(p.value("x"));
        var b = new StringBuilder(
                switch (text) {
                    case "x" -> {
                        try {
                            yield await(p.value("from x"));
                        } catch (RuntimeException e) {
                            yield "failed";
                        }
                    }
                    default -> text + await(p.value("other"));
                });
        return done(b.append(new String(
                        switch (await(p.value(TimeUnit.DAYS))) {
                            case DAYS -> {
                                try {
                                    await(p.fail(new IllegalArgumentException("days")));
                                    yield new char[0];
                                } catch (IllegalArgumentException e) {
                                    yield new char[] {'c', await(p.value('d'))};
                                }
                            }
                            default -> new char[] {await(p.value('e'))};
                        },
                        await(p.value(0)),
                        text.length() + await(p.value(1))))
                .toString());
    }

    @Async
    static Coroutine<?> yieldThroughNestedTries(Probe p) {
        var results = new ArrayList<String>();
        for (var way : List.of("plain", "inner", "outer", "both")) {
            results.add("<"
                    + switch (way) {
                        case "plain" -> "p";
                        default -> {
                            var text = way;
                            try {
                                try {
                                    if (await(p.value(way)).equals("inner")) {
                                        yield text + await(p.value("1"));
                                    }
                                    text += await(p.value("2"));
                                    if (!way.equals("outer")) {
                                        throw new IllegalStateException(text);
                                    }
                                } finally {
                                    text += await(p.value("3"));
                                    p.log(text);
                                }
                                yield text;
                            } catch (IllegalStateException e) {
                                yield e.getMessage() + await(p.value(text));
                            } finally {
                                p.log(text + await(p.value("4")));
                            }
                        }
                    }
                    + await(p.value(">")));
        }
        return done(results);
    }
}
