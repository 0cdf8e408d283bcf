package variables;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.AsyncCloseable;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.function.BiFunction;

/** Variables and patterns without a name: what they would hold is awaited all the same. */
class Unnamed {
    record Part(int number, Object content, String name) {}

    private static final Object[] PARTS = {
        new Part(1, "s", "x"), new Part(2, 3, "y"), new Part(3, null, "z"), 'q', new Part(-1, "t", "w")
    };

    @Async
    static Coroutine<?> patterns(Probe p) {
        var text = new StringBuilder();
        for (Object part : PARTS) {
            text.append(
                    switch (await(p.value(part))) {
                        case Part(int number, String _, var _) when await(p.value(number)) > 0 -> "s" + number;
                        case Part(_, Integer _, String name) -> name + await(p.value("i"));
                        case Part(_, _, _) -> await(p.value("any"));
                        case Character _, Integer _ -> await(p.value("one of two"));
                        default -> "default";
                    });
        }
        return done(text.toString());
    }

    @Async
    static Coroutine<?> variables(Probe p) {
        var text = new StringBuilder();
        for (int _ : new int[] {1, 2}) {
            text.append(await(p.value("round")));
        }
        for (String _ : p.items("i", 2)) {
            text.append(await(p.value("item")));
        }
        try {
            int _ = await(p.value(1));
            int _ = Integer.parseInt(await(p.value("x")));
        } catch (NumberFormatException _) {
            text.append(await(p.value("no number")));
        }
        return done(text.toString());
    }

    @Async
    static Coroutine<?> parameters(Probe p) {
        BiFunction<Integer, Long, Coroutine<Long>> second = (_, value) -> done(await(p.value(value)));
        return done(await(second.apply(await(p.value(1)), await(p.value(2L)))));
    }

    @Async
    static Coroutine<?> resources(Probe p) {
        var text = new StringBuilder();
        for (int i : new int[] {0, 1}) {
            try (var _ = p.session("a");
                    AsyncCloseable _ = p.session("b")) {
                text.append(await(p.value(i)));
                if (i == 1) {
                    await(p.fail(new IllegalStateException("x")));
                }
            } catch (IllegalStateException e) {
                text.append(e.getMessage());
            }
        }
        return done(text.toString());
    }
}
