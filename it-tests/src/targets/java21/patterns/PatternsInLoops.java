package patterns;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.AsyncIterable;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import io.heddle.it.ProbeItems.Quirk;

/** Records are taken apart in loops that await: what an accessor throws leaves the loop as a MatchException. */
class PatternsInLoops {
    record Part(String name, int number) {
        @Override
        public String name() {
            if (number < 0) {
                throw new IllegalStateException("no name " + number);
            }
            return name;
        }
    }

    record Whole(Part left, Object right) {}

    private static final Object[] PARTS = {new Part("a", 1), "other", new Part("b", -1)};

    @Async
    static Coroutine<?> bound(Probe p) {
        int sum = 0;
        for (String item : p.items("i", 3)) {
            if (PARTS[sum % 3] instanceof Part(String name, int number) && await(p.value(number)) > 0) {
                p.log(name + item);
            }
            sum++;
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> caughtOutside(Probe p) {
        try {
            for (String item : p.items("i", 4)) {
                for (Object part : PARTS) {
                    p.log(
                            switch (part) {
                                case Part(String name, int number) when await(p.value(number)) > 1 -> name;
                                case Part(String name, int number) -> name + await(p.value(item));
                                default -> await(p.value("default"));
                            });
                }
            }
        } catch (MatchException e) {
            return done(await(p.value(e.getCause().getMessage())));
        }
        return done("never");
    }

    @Async
    static Coroutine<?> beforeInAndBehind(Probe p) {
        Object first = await(p.value(PARTS[0]));
        if (first instanceof Part(String name, int number)) {
            p.log(name + number);
        }
        for (String outer : p.items("o", 2, Quirk.CLOSE_FAILS)) {
            for (String inner : p.items("i", 2)) {
                if (new Whole((Part) PARTS[outer.equals("o1") ? 2 : 0], inner)
                        instanceof Whole(Part(String name, int number), String right)) {
                    p.log(await(p.value(name)) + number + right);
                }
            }
        }
        return done(first instanceof Part(String name, int number) ? name : "never");
    }

    @Async
    static Coroutine<?> operandsBelow(Probe p) {
        long wide = await(p.value(5L));
        String text = "";
        for (String item : p.items("i", 3, Quirk.REPLACES)) {
            Object part = PARTS[item.equals("i2") ? 2 : 0];
            text += wide
                    + item
                    + (part instanceof Part(var name, var number) ? name + await(p.value(number)) : "none")
                    + await(p.value(wide++));
        }
        return done(text);
    }

    @Async
    static Coroutine<?> caughtInside(Probe p) {
        int caught = 0;
        for (String item : p.items("i", 3)) {
            try {
                if (PARTS[caught + 1] instanceof Part(String name, int number)) {
                    p.log(name);
                }
                caught++;
            } catch (MatchException e) {
                p.log(await(p.value(item)));
            } finally {
                p.log(await(p.value(caught)));
            }
        }
        return done(caught);
    }

    @Async
    static Coroutine<?> inAGenerator(Probe p) {
        AsyncIterable<String> names = AsyncIterable.generate(out -> {
            for (String item : p.items("i", 3)) {
                if (PARTS[item.equals("i2") ? 2 : 0] instanceof Part(String name, int number)) {
                    await(out.emit(name + number));
                }
            }
            return done();
        });
        String all = "";
        try {
            for (String name : names) {
                all += name;
            }
        } catch (MatchException e) {
            all += await(p.value("!"));
        }
        return done(all);
    }
}
