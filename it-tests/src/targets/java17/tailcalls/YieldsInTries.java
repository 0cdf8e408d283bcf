package tailcalls;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Expects;
import io.heddle.it.Probe;

/** What a switch expression gives stands where it is yielded: there a coroutine is awaited that is returned. */
class YieldsInTries {
    @Async
    private static Coroutine<String> failing(Probe p, String text) {
        p.log("begins " + text);
        await(p.fail(new IllegalStateException(text)));
        return done("never");
    }

    @Async
    private static Coroutine<String> later(Probe p, String text) {
        p.log("begins " + text);
        return done(text + await(p.value("!")));
    }

    @Async
    @Expects({"1", "begins f", "await java.lang.IllegalStateException: f", "begins g", "await !", "= g!"})
    static Coroutine<?> caught(Probe p) {
        return switch (p.mark(1)) {
            case 1 -> {
                try {
                    yield failing(p, "f");
                } catch (IllegalStateException e) {
                    yield later(p, "g");
                }
            }
            default -> later(p, "h");
        };
    }

    @Async
    @Expects({"1", "begins f", "await !", "finally", "= f!"})
    static Coroutine<?> beforeTheFinally(Probe p) {
        return switch (p.mark(1)) {
            case 1 -> {
                try {
                    yield later(p, "f");
                } finally {
                    p.log("finally");
                }
            }
            default -> later(p, "h");
        };
    }

    @Async
    @Expects({"true", "x", "begins f", "await java.lang.IllegalStateException: f", "outer f", "= done"})
    static Coroutine<?> inATry(Probe p) {
        try {
            return p.mark(true)
                    ? switch (p.mark("x")) {
                        case "x" -> failing(p, "f");
                        default -> later(p, "g");
                    }
                    : later(p, "h");
        } catch (IllegalStateException e) {
            p.log("outer " + e.getMessage());
            return done("done");
        }
    }

    @Async
    @Expects({"1", "finally", "2", "begins f", "await !", "= f!"})
    static Coroutine<?> aVariableStaysCold(Probe p) {
        var cold = switch (p.mark(1)) {
            case 1 -> {
                try {
                    yield later(p, "f");
                } finally {
                    p.log("finally");
                }
            }
            default -> later(p, "h");
        };
        p.mark(2);
        return cold;
    }
}
