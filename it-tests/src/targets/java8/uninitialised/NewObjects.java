package uninitialised;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Awaits in constructor arguments: NEW and DUP lie below them on the operand stack. */
class NewObjects {
    private static class Point {
        final int x;
        final Object y;

        Point(int x, Object y) {
            this.x = x;
            this.y = y;
        }

        Point(Probe p, long a, double b, String c, Object... rest) {
            this(rest.length, a + " " + b + " " + c + Arrays.toString(rest));
            p.log("constructing");
        }

        @Override
        public String toString() {
            return "(" + x + ", " + y + ")";
        }
    }

    private Object field;

    @Async
    static Coroutine<?> onlyArgument(Probe p) {
        return done(new StringBuilder(await(p.value("text"))).append('!').toString());
    }

    @Async
    static Coroutine<?> firstArgument(Probe p) {
        return done(new Point(await(p.value(1)), p.mark("y")));
    }

    @Async
    static Coroutine<?> lastArgument(Probe p) {
        return done(new Point(p.mark(1), await(p.value("y"))));
    }

    @Async
    static Coroutine<?> allArguments(Probe p) {
        return done(new Point(await(p.value(1)), await(p.value("y"))));
    }

    @Async
    static Coroutine<?> argumentsOfAllSizes(Probe p) {
        return done(new Point(
                p, p.mark(1L), await(p.value(2.5)), p.mark("c"), p.mark(4), await(p.value(5L)), p.mark("six")));
    }

    @Async
    static Coroutine<?> nested(Probe p) {
        return done(new Point(1, new Point(2, new Point(await(p.value(3)), new Point(4, await(p.value(5)))))));
    }

    @Async
    static Coroutine<?> nestedWithOperandsBetween(Probe p) {
        return done(new Point(
                p.mark(1) + new Point(p.mark(2), await(p.value(3))).x,
                "" + p.mark(4) + new Point(await(p.value(5)), p.mark("z"))));
    }

    @Async
    static Coroutine<?> belowAnArgument(Probe p) {
        return done(Arrays.asList(p.mark("a"), new Point(await(p.value(1)), "b"), await(p.value("c"))));
    }

    @Async
    static Coroutine<?> dropped(Probe p) {
        new Point(p, await(p.value(1L)), 2.0, "c");
        return done();
    }

    @Async
    static Coroutine<?> assignedToLocal(Probe p) {
        Point a = new Point(await(p.value(1)), 2);
        Point b = new Point(await(p.value(a.x)), a);
        return done(b);
    }

    @Async
    static Coroutine<?> assignedToField(Probe p) {
        NewObjects o = new NewObjects();
        o.field = new Point(await(p.value(1)), await(p.value(2)));
        return done(o.field);
    }

    @Async
    static Coroutine<?> inArray(Probe p) {
        Object[] all = {new Point(await(p.value(1)), 2), p.mark("between"), new Point(3, await(p.value(4)))};
        return done(all);
    }

    @Async
    static Coroutine<?> inVarargs(Probe p) {
        return done(Arrays.asList(new Point(await(p.value(1)), 2), new Point(3, await(p.value(4))), p.mark(5)));
    }

    @Async
    static Coroutine<?> inLoop(Probe p) {
        List<Point> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(new Point(i, new Point(await(p.value(i * 10)), i)));
        }
        return done(all);
    }

    @Async
    static Coroutine<?> inTernary(Probe p) {
        Object a = await(p.value(true)) ? new Point(await(p.value(1)), 2) : new StringBuilder(await(p.value("x")));
        Object b = await(p.value(false)) ? new Point(await(p.value(3)), 4) : "plain";
        return done(a + " " + b);
    }

    @Async
    static Coroutine<?> ternaryInArguments(Probe p) {
        return done(new Point(
                await(p.value(true)) ? p.mark(1) : await(p.value(2)),
                await(p.value(false)) ? await(p.value("a")) : new Point(await(p.value(3)), p.mark(4))));
    }

    @Async
    static Coroutine<?> shortCircuitInArguments(Probe p) {
        return done(new Point(3, await(p.value(true)) && (p.mark(false) || await(p.value(true)))));
    }

    @Async
    static Coroutine<?> stringFromChars(Probe p) {
        return done(new String(await(p.value(new char[] {'a', 'b', 'c', 'd'})), p.mark(1), await(p.value(2))));
    }

    @Async
    static Coroutine<?> exceptionWithAwaitedMessage(Probe p) {
        try {
            throw new IllegalStateException(await(p.value("message")), new IOException(await(p.value("cause"))));
        } catch (IllegalStateException e) {
            return done(e.getMessage() + e.getCause().getMessage());
        }
    }

    @Async
    static Coroutine<?> argumentFails(Probe p) {
        try {
            return done(new Point(p.mark(1), await(p.fail(new IOException("io")))));
        } catch (IOException e) {
            return done(new Point(await(p.value(2)), e.getMessage()));
        }
    }

    @Async
    static Coroutine<?> uninitialisedAcrossTryInCallee(Probe p) {
        return done(new Point(await(guarded(p)), await(guarded(p))));
    }

    @Async
    private static Coroutine<Integer> guarded(Probe p) {
        try {
            return done(await(p.<Integer, IOException>fail(new IOException("io"))));
        } catch (IOException e) {
            return done(new Point(await(p.value(7)), "x").x);
        }
    }

    @Async
    static Coroutine<?> anonymousClass(Probe p) {
        int captured = await(p.value(7));
        Object o = new Point(await(p.value(1)), await(p.value("super argument"))) {
            @Override
            public String toString() {
                return super.toString() + captured;
            }
        };
        return done(o.toString());
    }

    @Async
    static Coroutine<?> anonymousCapturesBesideAwait(Probe p) {
        String before = p.mark("before");
        long wide = await(p.value(8L));
        return done(
                new Point(p.mark(1), await(p.value(2))) {
                    @Override
                    public String toString() {
                        return before + wide + x + y;
                    }
                }.toString());
    }

    private class Inner {
        private final int n;

        private Inner(int n) {
            this.n = n;
        }

        @Override
        public String toString() {
            return field + "." + n;
        }
    }

    @Async
    static Coroutine<?> innerClass(Probe p) {
        NewObjects outer = new NewObjects();
        outer.field = "outer";
        Inner inner = outer.new Inner(await(p.value(3)));
        return done(inner.toString());
    }

    @Async
    static Coroutine<?> innerClassOfAwaitedOuter(Probe p) {
        NewObjects outer = new NewObjects();
        outer.field = "outer";
        return done(await(p.value(outer)).new Inner(await(p.value(4))).toString());
    }

    @Async
    static Coroutine<?> innerClassOfNull(Probe p) {
        try {
            return done(await(p.<NewObjects>value(null)).new Inner(await(p.value(4))).toString());
        } catch (NullPointerException e) {
            return done("null outer");
        }
    }

    @Async
    static Coroutine<?> multiArray(Probe p) {
        int[][][] cube = new int[await(p.value(2))][p.mark(3)][await(p.value(1))];
        return done(cube);
    }

    @Async
    static Coroutine<?> arrayInConstructor(Probe p) {
        return done(new Point(p, 1, 2, "c", new Object[] {await(p.value("in array")), p.mark(3)}));
    }

    @Async
    static Coroutine<?> builderChain(Probe p) {
        return done(new StringBuilder(p.mark("a"))
                .append(await(p.value("b")))
                .append(new StringBuilder(await(p.value("dc"))).reverse())
                .append(p.mark(1L))
                .append(await(p.value(2.5f)))
                .toString());
    }
}
