package patterns;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.List;

/** Pattern switches in each other, in loops, tries and arguments; guards that await read what is bound. */
class NestedPatterns {
    sealed interface Tree permits Leaf, Node {}

    record Leaf(Object value) implements Tree {}

    record Node(Tree left, Tree right, long weight) implements Tree {}

    private static final List<Tree> TREES = List.of(
            new Leaf("text"),
            new Leaf(3),
            new Node(new Leaf(1), new Leaf("two"), 5),
            new Node(new Node(new Leaf('c'), new Leaf(2L), -1), new Leaf(4), 7));

    @Async
    private static Coroutine<Long> sum(Probe p, Tree tree) {
        return done(
                switch (tree) {
                    case Leaf(Integer n) when await(p.value(n)) > 2 -> n * await(p.value(10L));
                    case Leaf(Integer n) -> (long) n;
                    case Leaf(String s) -> {
                        try {
                            yield await(p.value((long) s.length()));
                        } finally {
                            p.log(await(p.value(s)));
                        }
                    }
                    case Leaf(var other) -> await(p.value(100L));
                    case Node(Leaf(var a), var right, var w) when await(p.value(w)) > 4 ->
                            await(sum(p, right)) * w + String.valueOf(a).length();
                    case Node(var left, var right, long w) -> await(sum(p, left)) + w + await(sum(p, right));
                });
    }

    @Async
    static Coroutine<?> recursive(Probe p) {
        var sums = new ArrayList<Long>();
        for (var tree : TREES) {
            sums.add(await(sum(p, tree)));
        }
        return done(sums);
    }

    @Async
    static Coroutine<?> switchInGuardAndArm(Probe p) {
        var seen = new StringBuilder();
        for (Object o : new Object[] {1, "a", 2L, null, List.of(), 'x'}) {
            seen.append(
                            switch (o) {
                                case Integer i
                                when switch (await(p.value(o))) {
                                    case Integer j when j.equals(i) -> await(p.value(true));
                                    default -> false;
                                } ->
                                    switch (await(p.value("inner" + i))) {
                                        case "inner1" -> await(p.value("one"));
                                        default -> "other";
                                    };
                                case CharSequence s when s.length() > await(p.value(3)) -> "long";
                                case CharSequence s when await(p.value(s.length())) == 1 -> {
                                    var t = s.toString();
                                    for (var n = 0; n < 2; n++) {
                                        t += await(p.value(n));
                                    }
                                    yield t;
                                }
                                case null -> await(p.value("null"));
                                case Long l when l < await(p.value(2)) -> "small";
                                case Character c when await(p.value(false)) -> "never" + c;
                                case Number n -> n.intValue() + await(p.value("number"));
                                default -> await(p.value("default")) + o;
                            })
                    .append(' ');
        }
        return done(seen.toString());
    }

    @Async
    static Coroutine<?> guardFails(Probe p) {
        var seen = new ArrayList<Object>();
        for (Object o : new Object[] {"first", "second", 3}) {
            try {
                switch (o) {
                    case String s when await(s.equals("first") ? p.value(false) : p.fail(new IllegalStateException(s))) ->
                        seen.add("never");
                    case String s -> seen.add(await(p.value(s)));
                    case Integer i when i / await(p.value(i - 3)) > 1 -> seen.add("never");
                    default -> seen.add("default");
                }
            } catch (IllegalStateException | ArithmeticException e) {
                seen.add(await(p.value(e.getMessage())));
            } finally {
                seen.add(await(p.value("finally")));
            }
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> bindingsBehindLoops(Probe p) {
        var found = 0;
        for (var tree : TREES) {
            while (!(tree instanceof Leaf(Integer n) && await(p.value(n)) > 0)) {
                if (!(tree instanceof Node(var left, var right, var w))) {
                    break;
                }
                found += (int) w;
                tree = await(p.value(w > 6)) ? right : left;
            }
            if (tree instanceof Leaf(Integer n) && (n > 1 || await(p.value(true)))) {
                found = found * 10 + n;
            }
        }
        return done(found);
    }
}
