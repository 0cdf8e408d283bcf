package patterns;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.List;

/** A coroutine that a pattern takes out of a record is not made there, and is awaited where it is awaited or returned. */
class CoroutineComponents {
    record Job(Coroutine<String> work, int number) {}

    record Pair(Object left, Object right) {}

    @Async
    private static Coroutine<String> text(Probe p, String text) {
        return done(await(p.value(text)));
    }

    private static List<Object> subjects(Probe p) {
        return List.of(
                new Job(p.value("one"), 1),
                new Job(p.value("two"), 2),
                new Job(p.value("five"), 5),
                new Pair(new Job(p.value("in"), 3), "b"),
                new Pair("c", new Job(p.value("seven"), 7)),
                new Pair(1, 2));
    }

    @Async
    static Coroutine<?> unread(Probe p) {
        var s = "";
        for (Object o : subjects(p)) {
            if (o instanceof Job(Coroutine<String> work, int number)) {
                s += number + await(p.value("i"));
            }
            s += switch (o) {
                case Pair(Job(var work, var number), Object right) -> "t" + number;
                case Pair(Integer left, var right) when await(p.value(left)) == 1 -> "i" + right;
                case Job(var work, var number) when number == await(p.value(1)) -> await(work);
                case Job(var work, var number) -> "j" + number;
                default -> "d";
            };
        }
        return done(s);
    }

    @Async
    private static Coroutine<String> ofSwitch(Probe p, Object o) {
        return switch (o) {
            case Job(Coroutine<String> work, int number) when await(p.value(number)) > 1 -> work;
            case Pair(Job(var work, var number), var right) -> {
                p.log("pair " + number + right);
                yield work;
            }
            case Pair(var left, Job(Coroutine<String> work, int number)) when number == 7 -> work;
            default -> text(p, "default");
        };
    }

    @Async
    private static Coroutine<String> ofInstanceof(Probe p, Object o) {
        if (o instanceof Job(var work, var number)) {
            p.log("job " + number);
            if (await(p.value(number)) > 1) {
                return work;
            }
            p.log("not returned");
        }
        return o instanceof Pair(Job(Coroutine<String> work, int number), Object right) && number > await(p.value(1))
                ? work
                : text(p, "else");
    }

    /** Not async: hands on what it finds. */
    private static Coroutine<String> handedOn(Probe p, Object o) {
        if (o instanceof Job(Coroutine<String> work, int number) && number > 3) {
            p.log("handed on " + number);
            return work;
        }
        return switch (o) {
            case Job(var work, int number) -> {
                p.log("number " + number);
                yield work;
            }
            case Pair(Job(var work, int number), var right) -> work;
            default -> text(p, "default");
        };
    }

    @Async
    static Coroutine<?> returned(Probe p) {
        var s = new ArrayList<String>();
        for (Object o : subjects(p)) {
            s.add(await(ofSwitch(p, o)));
            s.add(await(handedOn(p, o)));
        }
        for (Object o : subjects(p)) {
            s.add(await(ofInstanceof(p, o)));
        }
        return done(s);
    }
}
