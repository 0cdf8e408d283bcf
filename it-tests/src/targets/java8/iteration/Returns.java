package iteration;

import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.AsyncIterable;
import io.heddle.AsyncIterator;
import io.heddle.Coroutine;
import io.heddle.it.Expects;
import io.heddle.it.Probe;

/** A coroutine that is returned out of a loop runs while the iterator is open, as one that is returned out of a try. */
class Returns {
    @Async
    @Expects({"iterator of a", "await true", "next a0", "await a0", "close a", "await null", "= a0"})
    static Coroutine<?> outOfTheLoop(Probe p) {
        for (String x : p.items("a", 2)) {
            return p.value(x);
        }
        return done("none");
    }

    @Async
    @Expects({
        "iterator of a",
        "await true",
        "next a0",
        "await java.lang.IllegalStateException: a0",
        "close a after java.lang.IllegalStateException: a0",
        "await java.lang.IllegalStateException: a0",
        "caught",
        "= a0"
    })
    static Coroutine<?> failsInTheLoop(Probe p) {
        try {
            for (String x : p.items("a", 2)) {
                return p.fail(new IllegalStateException(x));
            }
        } catch (IllegalStateException e) {
            p.log("caught");
            return done(e.getMessage());
        }
        return done("none");
    }

    @Async
    @Expects({"iterator of a", "await true", "next a0", "await a0", "inner", "close a", "await null", "outer", "= a0"})
    static Coroutine<?> betweenFinallys(Probe p) {
        try {
            for (String x : p.items("a", 2)) {
                try {
                    return p.value(x);
                } finally {
                    p.log("inner");
                }
            }
        } finally {
            p.log("outer");
        }
        return done("none");
    }

    @Async
    @Expects({
        "iterator of a",
        "await true",
        "next a0",
        "iterator of b",
        "await true",
        "next b0",
        "await a0b0",
        "close b",
        "await null",
        "close a",
        "await null",
        "= a0b0"
    })
    static Coroutine<?> outOfTwoLoops(Probe p) {
        for (String x : p.items("a", 2)) {
            for (String y : p.items("b", 2)) {
                return p.value(x + y);
            }
        }
        return done("none");
    }

    @Async
    @Expects({"iterator of a", "await true", "next a0", "close a", "await null", "await a0", "= a0"})
    static Coroutine<?> whatTheLoopOnlyMakesRunsBehindIt(Probe p) {
        Coroutine<String> made = null;
        for (String x : p.items("a", 2)) {
            made = p.value(x);
            break;
        }
        return made;
    }

    @Async
    @Expects({
        "iterator of a",
        "await true",
        "next a0",
        "await true",
        "next a1",
        "made",
        "await a0",
        "close a",
        "await null",
        "= a0"
    })
    static Coroutine<?> aVariableIsAwaitedWhereItIsReturned(Probe p) {
        Coroutine<String> made = null;
        for (String x : p.items("a", 2)) {
            if (made != null) {
                p.log("made");
                return made;
            }
            made = p.value(x);
        }
        return done("none");
    }

    @Async
    @Expects({"iterator of a", "await true", "next a0", "await a0", "close a", "await null", "= a0"})
    static Coroutine<?> eitherOfTwo(Probe p) {
        for (String x : p.items("a", 2)) {
            return p != null ? p.value(x) : done("none");
        }
        return done("none");
    }

    private static final class OnlyWhatIsAsked implements AsyncIterable<String>, AsyncIterator<String> {
        private final Probe probe;
        private final boolean fails;

        OnlyWhatIsAsked(Probe probe, boolean fails) {
            this.probe = probe;
            this.fails = fails;
        }

        @Override
        public AsyncIterator<String> iterator() {
            return this;
        }

        @Override
        public Coroutine<Boolean> hasNextAsync() {
            return done(true);
        }

        @Override
        public String next() {
            return "x";
        }

        @Override
        public Coroutine<Void> closeAsync() {
            return fails ? probe.fail(new IllegalArgumentException("close")) : probe.pause();
        }
    }

    @Async
    @Expects({"await null", "java.lang.IllegalStateException: x", "= 0"})
    static Coroutine<?> theStandardCloseWaits(Probe p) {
        try {
            for (String x : new OnlyWhatIsAsked(p, false)) {
                throw new IllegalStateException(x);
            }
        } catch (IllegalStateException e) {
            p.log(e);
            return done(e.getSuppressed().length);
        }
        return done("none");
    }

    @Async
    @Expects({
        "await java.lang.IllegalArgumentException: close",
        "! java.lang.IllegalStateException: x",
        "  suppressed java.lang.IllegalArgumentException: close"
    })
    static Coroutine<?> theStandardCloseAddsItsFailure(Probe p) {
        for (String x : new OnlyWhatIsAsked(p, true)) {
            throw new IllegalStateException(x);
        }
        return done("none");
    }
}
