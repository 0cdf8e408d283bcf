package iteration;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import io.heddle.it.ProbeItems.Quirk;

/** Loops inside a switch expression, with operands of the expression around it on the stack. */
class Switches {
    record Triple(Object a, Object b, long c) {}

    @Async
    static Coroutine<?> operandsBelowALoop(Probe p) {
        for (var quirk : Quirk.values()) {
            for (int i = 0; i < 3; i++) {
                try {
                    p.log(await(triple(p, i, quirk)));
                } catch (IllegalStateException e) {
                    p.log(e);
                }
            }
        }
        return done();
    }

    @Async
    private static Coroutine<Triple> triple(Probe p, int n, Quirk quirk) {
        return done(new Triple(
                p.mark(n),
                switch (n) {
                    case 0 -> "zero";
                    case 1 -> {
                        var all = "";
                        for (var x : p.items("a", 3, quirk)) {
                            all += x;
                            if (x.equals("a1")) {
                                break;
                            }
                        }
                        yield all;
                    }
                    default -> {
                        for (var x : p.items("b", 3, quirk)) {
                            yield x;
                        }
                        yield "none";
                    }
                },
                await(p.value(1L << n))));
    }

    @Async
    static Coroutine<?> aSwitchThatLeaves(Probe p) {
        var log = new StringBuilder();
        outer:
        for (var y : p.items("b", 6)) {
            for (var x : p.items("a", 3)) {
                switch (y) {
                    case "b0" -> log.append(x);
                    case "b1" -> {
                        continue outer;
                    }
                    case "b2" -> {
                        continue;
                    }
                    case "b3", "b4" -> {
                        log.append(await(p.value(y)));
                        continue outer;
                    }
                    default -> {
                        break outer;
                    }
                }
            }
        }
        return done(log.toString());
    }
}
