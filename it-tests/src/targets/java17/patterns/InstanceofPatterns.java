package patterns;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.List;

/** Pattern variables that live across awaits. */
class InstanceofPatterns {
    @Async
    static Coroutine<?> bindingOfAwaited(Probe p) {
        if (await(p.<Object>value("text")) instanceof String s && s.length() == await(p.value(4))) {
            return done(s + await(p.value("!")));
        }
        return done("no");
    }

    @Async
    static Coroutine<?> bindingAfterNegation(Probe p) {
        var text = "";
        for (Object o : new Object[] {1, "s", 2.5}) {
            if (!(await(p.value(o)) instanceof Integer n)) {
                text += await(p.value("other "));
                continue;
            }
            await(p.pause());
            text += n + 1;
        }
        return done(text);
    }

    @Async
    static Coroutine<?> chain(Probe p) {
        var text = "";
        for (Object o : List.of(7, 8L, "nine", 'x')) {
            if (o instanceof Integer i && await(p.value(i)) > 5) {
                text += await(p.value("int")) + i;
            } else if (o instanceof Long l) {
                await(p.pause());
                text += l;
            } else if (o instanceof String s && !s.isEmpty() && await(p.<Object>value(s)) instanceof String t) {
                text += s + await(p.value(t));
            } else {
                text += "?";
            }
        }
        return done(text);
    }

    @Async
    static Coroutine<?> inWhile(Probe p) {
        Object o = "abcd";
        while (o instanceof String s && s.length() > await(p.value(1))) {
            o = await(p.<Object>value(s.substring(1)));
        }
        return done(o);
    }

    @Async
    static Coroutine<?> inTernary(Probe p) {
        Object o = await(p.<Object>value(5));
        return done(o instanceof Integer i ? i + await(p.value(1)) : o instanceof String s ? s : await(p.value(-1)));
    }
}
