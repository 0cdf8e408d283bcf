package types;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.List;
import java.util.stream.Stream;

/** Async methods in records, enums and interfaces with private methods; local types of each kind. */
class RecordsAndEnums {
    record Point(int x, long y) {
        Point {
            if (x < 0) {
                throw new IllegalArgumentException("negative");
            }
        }

        @Async
        static Coroutine<Point> read(Probe p) {
            return done(new Point(await(p.value(1)), await(p.value(2))));
        }

        @Async
        Coroutine<Point> plus(Probe p, Point other) {
            return done(new Point(x + await(p.value(other.x)), y + await(p.value(other.y))));
        }

        @Async
        private Coroutine<Long> sum(Probe p) {
            return done(await(p.value(x())) + y());
        }
    }

    @Async
    static Coroutine<?> recordMethods(Probe p) {
        var a = await(Point.read(p));
        var b = await(a.plus(p, new Point(await(p.value(10)), 20)));
        return done(List.of(a, b, await(b.sum(p))));
    }

    @Async
    static Coroutine<?> compactConstructorFails(Probe p) {
        try {
            return done(new Point(await(p.value(-1)), await(p.value(2L))));
        } catch (IllegalArgumentException e) {
            return done(e.getMessage());
        }
    }

    enum Operation {
        ADD {
            @Async
            @Override
            Coroutine<Integer> apply(Probe p, int a, int b) {
                return done(await(p.value(a)) + await(p.value(b)));
            }
        },
        TWICE {
            @Async
            @Override
            Coroutine<Integer> apply(Probe p, int a, int b) {
                return done(2 * await(ADD.apply(p, a, b)));
            }
        };

        abstract Coroutine<Integer> apply(Probe p, int a, int b);

        @Async
        static Coroutine<Integer> all(Probe p) {
            var sum = 0;
            for (var each : values()) {
                sum = sum * 100 + await(each.apply(p, each.ordinal(), 3));
            }
            return done(sum);
        }
    }

    @Async
    static Coroutine<?> enumConstants(Probe p) {
        return done(await(Operation.all(p)) + await(Operation.TWICE.apply(p, 1, 2)));
    }

    interface Service {
        int base();

        @Async
        private Coroutine<Integer> step(Probe p, int n) {
            return done(base() + await(p.value(n)));
        }

        @Async
        private static Coroutine<Integer> staticStep(Probe p, int n) {
            return done(1000 * await(p.value(n)));
        }

        @Async
        default Coroutine<Integer> work(Probe p) {
            return done(await(step(p, 1)) + await(staticStep(p, 2)) + await(step(p, base())));
        }
    }

    @Async
    static Coroutine<?> privateInterfaceMethods(Probe p) {
        Service service = () -> 5;
        return done(await(service.work(p)));
    }

    sealed interface Tree permits Leaf, Node {
        @Async
        default Coroutine<Integer> sum(Probe p) {
            if (this instanceof Leaf leaf) {
                return p.value(leaf.value());
            }
            var node = (Node) this;
            return done(await(node.left().sum(p)) + await(node.right().sum(p)));
        }
    }

    record Leaf(int value) implements Tree {}

    record Node(Tree left, Tree right) implements Tree {}

    @Async
    static Coroutine<?> sealedTree(Probe p) {
        var tree = new Node(new Node(new Leaf(await(p.value(1))), new Leaf(2)), new Leaf(await(p.value(3))));
        return done(await(tree.sum(p)));
    }

    @Async
    static Coroutine<?> localTypes(Probe p) {
        record Pair(String a, int b) {
            @Async
            Coroutine<String> join(Probe q) {
                return done(a + await(q.value(b)));
            }
        }
        enum Kind {
            FIRST,
            SECOND
        }
        interface Named {
            String name();
        }
        Named named = () -> "named";
        var pair = new Pair(await(p.value(named.name())), Kind.values().length);
        return done(await(pair.join(p)) + Kind.SECOND + await(p.value(Kind.FIRST)));
    }

    @Async
    static Coroutine<?> streamsBesideAwaits(Probe p) {
        var factor = await(p.value(3));
        var sum = Stream.of(1, 2, await(p.value(4))).mapToInt(n -> n * factor).sum() + await(p.value(1000));
        return done(sum);
    }
}
