package iteration;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.AsyncIterable;
import io.heddle.AsyncIterator;
import io.heddle.Coroutine;
import io.heddle.it.Expects;
import io.heddle.it.Probe;
import java.util.Iterator;

/** Loops over iterators that have a variable of their own: only {@code hasNext()} awaits, and nothing is closed. */
class Iterators {
    @Async
    static Coroutine<?> byItsOwnType(Probe p) {
        AsyncIterator<String> it = p.items("a", 3).iterator();
        while (it.hasNext()) {
            String x = it.next();
            p.log(x);
            if (x.equals("a1")) {
                break;
            }
        }
        return done(it.hasNext() ? it.next() : "exhausted");
    }

    @Async
    static Coroutine<?> inAnExpression(Probe p) {
        AsyncIterator<String> it = p.items("a", 1).iterator();
        boolean[] answers = {it.hasNext(), !it.hasNext(), await(p.value(it.hasNext())) && it.hasNext()};
        it.next();
        return done(answers[0] + " " + answers[1] + answers[2] + it.hasNext());
    }

    @Async
    static Coroutine<?> ofAField(Probe p) {
        Holder holder = new Holder();
        holder.it = p.items("a", 2).iterator();
        for (; holder.it.hasNext(); ) {
            p.log(holder.it.next());
        }
        return done();
    }

    private static class Holder {
        AsyncIterator<String> it;
    }

    @Async
    private static Coroutine<Integer> count(AsyncIterator<?> it) {
        int n = 0;
        while (it.hasNext()) {
            it.next();
            n++;
        }
        return done(n);
    }

    @Async
    static Coroutine<?> ofAParameter(Probe p) {
        return done(await(count(p.items("a", 3).iterator())));
    }

    @Async
    @Expects({"iterator of a", "await true", "1", "next a0", "await true", "2", "next a1", "= end"})
    static Coroutine<?> asAPlainIterator(Probe p) {
        Iterator<String> it = p.items("a", 3).iterator();
        int round = 0;
        while (it.hasNext()) {
            p.log(++round);
            String x = it.next();
            if (x.equals("a1")) {
                break;
            }
        }
        return done("end");
    }

    @Async
    @Expects({"iterator of a", "await true", "next a0", "a0", "iterator of b", "await true", "next b0", "b0", "= end"})
    static Coroutine<?> oneOrTheOther(Probe p) {
        Iterator<String> it = null;
        for (int i = 0; i < 2; i++) {
            it = i == 0 ? p.items("a", 1).iterator() : p.items("b", 1).iterator();
            if (it.hasNext()) {
                p.log(it.next());
            }
        }
        return done("end");
    }

    @Async
    @Expects({"iterator of a", "await true", "next a0", "await true", "next a1", "await false", "= a0a1"})
    static Coroutine<?> ofAPlainIterable(Probe p) {
        Iterable<String> items = p.items("a", 2);
        String all = "";
        for (String x : items) {
            all += x;
        }
        return done(all);
    }

    @Async
    @Expects({"iterator of a", "await true", "next a0", "close a", "await null", "= a0"})
    static Coroutine<?> ofAPlainIterableThatIsLeft(Probe p) {
        Iterable<String> items = p.items("a", 2);
        for (String x : items) {
            return done(x);
        }
        return done("none");
    }

    @Async
    @Expects({"1", "iterator of a", "= java.lang.IllegalStateException"})
    static Coroutine<?> whatIsNotKnownIsNotAwaited(Probe p) {
        try {
            for (Iterable<?> items : new Iterable<?>[] {java.util.Arrays.asList(1), p.items("a", 1)}) {
                for (Object x : items) {
                    p.log(x);
                }
            }
        } catch (IllegalStateException e) {
            return done(e.getClass().getName());
        }
        return done("end");
    }

    private static final class Delegate implements AsyncIterator<String> {
        private final AsyncIterator<String> it;

        Delegate(AsyncIterable<String> items) {
            it = items.iterator();
        }

        @Async
        @Override
        public Coroutine<Boolean> hasNextAsync() {
            return done(it.hasNext());
        }

        @Override
        public boolean hasNext() {
            return it.hasNext();
        }

        @Override
        public String next() {
            return it.next() + "'";
        }

        @Override
        public Coroutine<Void> closeAsync() {
            return it.closeAsync();
        }
    }

    @Async
    static Coroutine<?> aClassOfTheirKind(Probe p) {
        Delegate it = new Delegate(p.items("a", 2));
        String all = "";
        while (it.hasNext()) {
            all += it.next();
        }
        return done(all);
    }

    private static class Ones implements AsyncIterator<Integer> {
        final Probe p;
        private int given;

        Ones(Probe p) {
            this.p = p;
        }

        @Override
        @Async
        public Coroutine<Boolean> hasNextAsync() {
            return done(await(p.value(given < 2)));
        }

        @Override
        public Integer next() {
            given++;
            return 1;
        }

        @Override
        public Coroutine<Void> closeAsync() {
            return done();
        }
    }

    private static class Asked extends Ones {
        Asked(Probe p) {
            super(p);
        }

        @Override
        @Async
        public Coroutine<Boolean> hasNextAsync() {
            p.log("asked");
            boolean more = super.hasNext();
            p.log("answered");
            return done(more);
        }
    }

    @Async
    @Expects({
        "asked",
        "await true",
        "answered",
        "asked",
        "await true",
        "answered",
        "asked",
        "await false",
        "answered",
        "= 2"
    })
    static Coroutine<?> asASuperclassWouldSay(Probe p) {
        Asked ones = new Asked(p);
        int sum = 0;
        while (ones.hasNext()) {
            sum += ones.next();
        }
        return done(sum);
    }
}
