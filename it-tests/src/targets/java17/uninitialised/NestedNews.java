package uninitialised;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.List;

/** Objects whose arguments are objects, ternaries and switches, with awaits in some of the arms alone. */
class NestedNews {
    record Node(Object left, long weight, Object right) {
        Node {
            if (weight < 0) {
                throw new IllegalArgumentException("weight " + weight);
            }
        }
    }

    @Async
    static Coroutine<?> treeOfTernaries(Probe p) {
        var seen = new ArrayList<Object>();
        for (var i = 0; i < 4; i++) {
            var left = (i & 1) == 0;
            var right = (i & 2) == 0;
            seen.add(new Node(
                    left ? new Node("l", await(p.value(1L)), null) : null,
                    right ? await(p.value(2)) : 3L,
                    new Node(
                            left && await(p.value(right)) ? new Node(await(p.value("x")), i, "y") : "z",
                            await(p.value(left)) || right ? i : i * await(p.value(10)),
                            right ? null : new Node(new StringBuilder(await(p.value("b"))), 5, i))));
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> switchesInArguments(Probe p) {
        var seen = new ArrayList<Object>();
        for (var i = 0; i < 3; i++) {
            seen.add(new Node(
                    switch (i) {
                        case 0 -> new Node(await(p.value("zero")), 0, 0);
                        case 1 -> "one";
                        default -> new Node(new Node(1, await(p.value(2L)), 3), 4, await(p.value(5)));
                    },
                    switch (await(p.value(i))) {
                        case 0 -> 7;
                        default -> {
                            var sum = 0L;
                            for (var j = 0; j <= i; j++) {
                                sum += new Node(j, await(p.value(j)), null).weight();
                            }
                            yield sum;
                        }
                    },
                    i));
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> constructorFailsInArguments(Probe p) {
        var seen = new ArrayList<Object>();
        for (var i = -1; i < 2; i++) {
            try {
                seen.add(new Node(
                        new Node(await(p.value("inner")), i, null), await(p.value(i - 1L)), new Node(i, 0, "behind")));
            } catch (IllegalArgumentException e) {
                seen.add(await(p.value(e.getMessage())));
            }
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> tryInAnArgument(Probe p) {
        var weight = switch (await(p.value(1))) {
            case 1 -> {
                try {
                    yield new Node(null, await(p.value(-1L)), null).weight();
                } catch (IllegalArgumentException e) {
                    yield await(p.value(e.getMessage())).length();
                } finally {
                    p.log(new Node(await(p.value("finally")), 1, 1));
                }
            }
            default -> 0;
        };
        return done(new Node(
                await(p.value("first")),
                weight,
                List.of(new Node(1, 2, await(p.value(3))), new Node(await(p.value(4)), 5, 6))));
    }

    @Async
    static Coroutine<?> objectsOfAnArrayOfAnObject(Probe p) {
        var n = await(p.value(2));
        return done(new Node(
                        new Object[][] {
                            {new Node(n, await(p.value(1)), "a")},
                            new Node[await(p.value(1))],
                            {await(p.value("b")), new int[n]}
                        },
                        n,
                        new StringBuilder()
                                .append(new char[] {'c', await(p.value('d'))})
                                .append(new String(new char[] {await(p.value('e'))}, 0, await(p.value(1))))
                                .length())
                .right());
    }

    @Async
    static Coroutine<?> thrownObjects(Probe p) {
        try {
            throw await(p.value(true))
                    ? new IllegalStateException(
                            "state " + await(p.value(1)), new RuntimeException(await(p.value("cause"))))
                    : new IllegalArgumentException(await(p.value("argument")));
        } catch (IllegalStateException e) {
            return done(e.getMessage() + e.getCause().getMessage());
        }
    }
}
