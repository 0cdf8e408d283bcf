package iteration;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.AsyncCallable;
import io.heddle.AsyncIterable;
import io.heddle.AsyncIterator;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import io.heddle.it.ProbeItems.Quirk;
import java.io.IOException;
import java.util.function.Supplier;

/** For-each loops over async iterables of all kinds of types, in all kinds of places. */
class Forms {
    /** Numbers that may be null. */
    private static final class Numbers<T> implements AsyncIterable<T> {
        private final Probe probe;
        private final T[] numbers;

        @SafeVarargs
        Numbers(Probe probe, T... numbers) {
            this.probe = probe;
            this.numbers = numbers;
        }

        @Override
        public AsyncIterator<T> iterator() {
            return new NumberIterator<>(probe, numbers);
        }
    }

    private static final class NumberIterator<T> implements AsyncIterator<T> {
        private final Probe probe;
        private final T[] numbers;
        private int given;

        NumberIterator(Probe probe, T[] numbers) {
            this.probe = probe;
            this.numbers = numbers;
        }

        @Override
        public Coroutine<Boolean> hasNextAsync() {
            return probe.value(given < numbers.length);
        }

        @Override
        public T next() {
            return numbers[given++];
        }

        @Async
        @Override
        public Coroutine<Void> closeAsync() {
            probe.log("close " + numbers.length + await(probe.value(" numbers")));
            return done();
        }

        @Async
        @Override
        public Coroutine<Throwable> closeAsync(Throwable failure) {
            probe.log("close after");
            probe.log(await(probe.value(failure)));
            return done(failure);
        }
    }

    @Async
    static Coroutine<?> unboxed(Probe p) {
        int sum = 0;
        for (int n : new Numbers<>(p, 1, 2, 3)) {
            sum += n * await(p.value(10));
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> widened(Probe p) {
        double sum = 0;
        for (long n : new Numbers<>(p, 1, 2, 3)) {
            if (n == 3) {
                break;
            }
            sum += n;
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> unboxesNull(Probe p) {
        long sum = 1;
        for (long n : new Numbers<>(p, 1L, null)) {
            sum += n;
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> hasTheWrongElement(Probe p) {
        Number[] numbers = {1, 2L};
        @SuppressWarnings({"unchecked", "rawtypes"})
        AsyncIterable<Integer> lies = (AsyncIterable) new Numbers<>(p, numbers);
        int sum = 0;
        for (Integer n : lies) {
            sum += n;
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> emptyBody(Probe p) {
        for (String x : p.items("a", 2)) {}
        return done("end");
    }

    @Async
    static Coroutine<?> nothingToLoopOver(Probe p) {
        for (String x : p.items("a", 0)) {
            return done(x);
        }
        return done("empty");
    }

    @Async
    static Coroutine<?> first(Probe p) {
        for (String x : p.items("a", 2)) {
            return done(x);
        }
        return done("empty");
    }

    @Async
    static Coroutine<?> failsAtOnce(Probe p) throws IOException {
        for (String x : p.items("a", 2)) {
            throw new IOException(x);
        }
        return done("empty");
    }

    @Async
    static Coroutine<?> aCheckedExceptionIsCaughtOutside(Probe p) {
        try {
            for (String x : p.items("a", 2)) {
                if (await(p.value(x)).equals("a1")) {
                    throw new IOException(x);
                }
            }
        } catch (IOException e) {
            p.log(e);
            return done(e.getMessage());
        }
        return done("end");
    }

    @Async
    static Coroutine<?> nullInsteadOfAnIterable(Probe p) {
        AsyncIterable<String> none = await(p.value(null));
        for (String x : none) {
            p.log(x);
        }
        return done("end");
    }

    @Async
    static Coroutine<?> theIterableIsAwaited(Probe p) {
        StringBuilder all = new StringBuilder();
        for (String x : await(p.value(p.items(await(p.value("a")), 2)))) {
            all.append(x);
        }
        return done(all.toString());
    }

    private static <X extends AsyncIterable<String>> Coroutine<String> last(Probe p, X items) {
        return lastOf(p, items);
    }

    @Async
    private static <X extends AsyncIterable<? extends CharSequence>> Coroutine<String> lastOf(Probe p, X items) {
        CharSequence last = null;
        for (CharSequence each : items) {
            last = each;
        }
        return done(await(p.value(last)).toString());
    }

    @Async
    static Coroutine<?> boundedTypes(Probe p) {
        return done(await(last(p, p.items("a", 3))));
    }

    @Async
    static Coroutine<?> castToAnIterable(Probe p) {
        Object items = p.items("a", 2);
        for (Object x : (AsyncIterable<?>) items) {
            p.log(x);
        }
        return done();
    }

    @Async
    static Coroutine<?> inALambda(Probe p) throws Exception {
        AsyncCallable<String> body = () -> {
            for (String x : p.items("a", 3)) {
                if (x.equals("a1")) {
                    return done(x);
                }
            }
            return done("none");
        };
        Supplier<Coroutine<Void>> nothingElseAwaits = () -> {
            for (String x : p.items("b", 2)) {
                p.log(x);
            }
            return done();
        };
        p.log(await(body.call()));
        p.log(await(nothingElseAwaits.get()));
        return done();
    }

    @Async
    static Coroutine<?> anInstanceMethod(Probe p) {
        return done(await(new Forms().joined(p, "-")));
    }

    private String prefix = "p";

    @Async
    private Coroutine<String> joined(Probe p, String separator) {
        StringBuilder all = new StringBuilder(prefix);
        for (String x : p.items("a", 3)) {
            all.append(separator).append(x).append(prefix);
            if (all.length() > 10) {
                return done(all + await(p.value("!")));
            }
        }
        return done(all.toString());
    }

    @Async
    static Coroutine<?> threeDeep(Probe p) {
        StringBuilder all = new StringBuilder();
        a:
        for (String x : p.items("a", 3)) {
            b:
            for (String y : p.items("b", 3)) {
                for (String z : p.items("c", 3)) {
                    all.append(x).append(y).append(z).append(' ');
                    if (y.equals("b1")) {
                        continue a;
                    }
                    if (z.equals("c1")) {
                        continue b;
                    }
                    if (x.equals("a2")) {
                        break a;
                    }
                }
            }
        }
        return done(all.toString());
    }

    @Async
    static Coroutine<?> onlyABreakLeadsBehindTheLoops(Probe p) {
        String found;
        outer:
        while (true) {
            for (String x : p.items("a", 3)) {
                found = x;
                if (await(p.value(x)).equals("a1")) {
                    break outer;
                }
            }
        }
        p.log("behind");
        return done(await(p.value(found)));
    }

    @Async
    static Coroutine<?> onlyABreakLeadsBehindTheBlock(Probe p) {
        found:
        {
            for (String x : p.items("a", 3)) {
                if (await(p.value(x)).equals("a1")) {
                    break found;
                }
            }
            return done("none");
        }
        p.log("behind");
        return done(await(p.value("found")));
    }

    @Async
    static Coroutine<?> theLastRoundReturns(Probe p) {
        while (await(p.value(true))) {
            for (String x : p.items("a", 3)) {
                if (x.equals("a0")) {
                    continue;
                }
                p.log("found");
                return done(x);
            }
        }
        return done("none");
    }

    @Async
    static Coroutine<?> inACatchAndInAFinally(Probe p) {
        String result = "";
        try {
            await(p.fail(new IOException("first")));
        } catch (IOException e) {
            for (String x : p.items("a", 3)) {
                result += x;
                if (x.equals("a1")) {
                    break;
                }
            }
        } finally {
            for (String x : p.items("b", 3)) {
                result += x + await(p.value("."));
                if (x.equals("b1")) {
                    break;
                }
            }
        }
        return done(result);
    }

    @Async
    static Coroutine<?> aFinallyThatLoopsReplacesTheResult(Probe p) {
        for (String x : p.items("a", 3)) {
            try {
                return done(await(p.value(x)));
            } finally {
                for (String y : p.items("b", 2)) {
                    if (x.equals("a0")) {
                        continue;
                    }
                    return done(y);
                }
                if (x.equals("a0")) {
                    continue;
                }
            }
        }
        return done("none");
    }

    @Async
    static Coroutine<?> manyLocals(Probe p) {
        long a = 1L << 40;
        double b = 0.5;
        int[] c = {1, 2};
        String d = null;
        float e = 2;
        for (String x : p.items("a", 3)) {
            long f = a++;
            double g = b * 2;
            Object h = f > 0 ? x : c;
            try {
                d = await(p.value(x));
                e += d.length();
                Object i = h;
                if (x.equals("a1")) {
                    return done(a + " " + b + c[1] + d + e + f + g + h + i);
                }
                b = g;
            } finally {
                c[1] += await(p.value(1));
            }
        }
        return done("none");
    }

    @Async
    static Coroutine<?> theVariableIsAssigned(Probe p) {
        StringBuilder all = new StringBuilder();
        for (String x : p.items("a", 3)) {
            x = x + await(p.value("+"));
            all.append(x);
            if (x.equals("a1+")) {
                x = null;
                break;
            }
        }
        return done(all.toString());
    }

    @Async
    static Coroutine<?> theFailureOfACloseIsCaughtOutside(Probe p) {
        for (int i = 0; i < 2; i++) {
            try {
                for (String x : p.items("a", 2, Quirk.CLOSE_FAILS)) {
                    try {
                        if (i == 0) {
                            break;
                        }
                        throw new IllegalArgumentException(x);
                    } catch (IllegalStateException e) {
                        p.log("never");
                    }
                }
            } catch (IllegalStateException e) {
                p.log(e);
            } catch (IllegalArgumentException e) {
                p.log(e.getSuppressed()[0]);
            }
        }
        return done();
    }

    @Async
    static Coroutine<?> plainLoopsStayPlain(Probe p) {
        int sum = 0;
        for (int n : java.util.Arrays.asList(1, 2, 3)) {
            for (String x : p.items("a", n)) {
                sum += n + x.length();
                if (n == 2) {
                    break;
                }
            }
        }
        return done(sum);
    }
}
