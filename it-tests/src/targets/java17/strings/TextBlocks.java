package strings;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;

/** More operands than one invokedynamic takes, and constants that go into the recipe. */
class TextBlocks {
    private static final String CONSTANT = "\u0001constant\u0002";

    @Async
    static Coroutine<?> textBlock(Probe p) {
        var text = """
            one %s
            two\
            """.formatted(await(p.value("x"))) + await(p.value("y"));
        return done(text);
    }

    @Async
    static Coroutine<?> recipeWithTags(Probe p) {
        return done(CONSTANT + await(p.value(1)) + "\u0001" + p.mark(2) + "\u0002" + await(p.value(3)));
    }

    @Async
    static Coroutine<?> hundredOperands(Probe p) {
        int a = await(p.value(1));
        return done("" + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a
                + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a
                + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a
                + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a
                + await(p.value("middle")) + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a
                + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a
                + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a
                + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a
                + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a
                + await(p.value("end")));
    }
}
