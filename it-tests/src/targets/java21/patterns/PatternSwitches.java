package patterns;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;

/** Pattern switches and record patterns: their selectors are restarted in a hidden loop. */
class PatternSwitches {
    sealed interface Shape permits Circle, Square, Pair {}

    record Circle(int radius) implements Shape {}

    record Square(long side) implements Shape {}

    record Pair(Shape first, Shape second) implements Shape {}

    @Async
    static Coroutine<?> typePatterns(Probe p) {
        var seen = new ArrayList<Object>();
        for (var o : new Object[] {1, "two", 3L, null, 'x'}) {
            seen.add(
                    switch (await(p.value(o))) {
                        case Integer i -> i + await(p.value(1));
                        case String s -> await(p.value(s)) + s;
                        case Long l when l > 2 -> await(p.value(l * 2));
                        case null -> await(p.value("null"));
                        default -> "default";
                    });
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> guardsAwaitBefore(Probe p) {
        var seen = new ArrayList<Object>();
        var limit = await(p.value(5));
        for (var o : new Object[] {3, 7, "abc", "abcdefgh"}) {
            switch (o) {
                case Integer i when i > limit -> seen.add(await(p.value("large " + i)));
                case Integer i -> seen.add(await(p.value("small " + i)));
                case String s when s.length() > limit -> seen.add(s + await(p.value("!")));
                default -> seen.add(await(p.value(o)));
            }
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> guardsThatAwait(Probe p) {
        var seen = new ArrayList<Object>();
        for (var o : new Object[] {3, 7, "abc"}) {
            seen.add(
                    switch (o) {
                        case Integer i when await(p.value(i)) > 5 -> "large" + await(p.value(i));
                        case Integer i when await(p.value(i)) > 2 -> "middle" + await(p.value(i));
                        case String s when await(p.value(false)) -> "never" + s;
                        default -> await(p.value("default"));
                    });
        }
        return done(seen);
    }

    @Async
    private static Coroutine<Long> area(Probe p, Shape shape) {
        return switch (shape) {
            case Circle(var radius) -> done(3L * radius * await(p.value(radius)));
            case Square(long side) -> done(side * await(p.value(side)));
            case Pair(Circle(var a), Circle(var b)) -> done(await(p.value(1000L)) + a + b);
            case Pair(var first, var second) -> done(await(area(p, first)) + await(area(p, second)));
        };
    }

    @Async
    static Coroutine<?> recordPatterns(Probe p) {
        var sum = 0L;
        for (var shape : new Shape[] {
            new Circle(1), new Square(2), new Pair(new Circle(3), new Circle(4)), new Pair(new Square(5), new Circle(6))
        }) {
            sum = sum * 10 + await(area(p, shape));
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> recordPatternInIf(Probe p) {
        Object o = new Pair(new Circle(2), new Square(3));
        if (await(p.value(o)) instanceof Pair(Circle(int r), Square(var s)) && r < await(p.value(s))) {
            return done(r + s + await(p.value(100L)));
        }
        return done("no");
    }

    @Async
    static Coroutine<?> matchFails(Probe p) {
        Object o = new Pair(null, new Circle(1));
        return done(o instanceof Pair(Circle(var r), var s) ? r : await(p.value("no match")));
    }

    @Async
    static Coroutine<?> throwingAccessor(Probe p) {
        record Bad(int n) {
            @Override
            public int n() {
                throw new IllegalStateException("accessor");
            }
        }
        Object o = new Bad(await(p.value(1)));
        try {
            if (o instanceof Bad(var n)) {
                return done(n);
            }
            return done(await(p.value("never")));
        } catch (MatchException e) {
            return done(await(p.value(e.getCause().getMessage())));
        }
    }
}
