package coverage;

import static coverage.Pause.give;
import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Code of all forms, some of which is never run. */
final class Program {
    private Program() {}

    @Async
    static Coroutine<String> everything() throws Exception {
        var text = new StringBuilder();
        text.append(await(branches(3, true)));
        text.append(await(branches(-1, true)));
        text.append(await(loops(3)));
        text.append(await(switches(2)));
        text.append(await(switches(7)));
        text.append(await(strings("b")));
        text.append(await(arrows("two")));
        text.append(await(tries(false)));
        text.append(await(resources()));
        text.append(await(early(true)));
        text.append(await(lambdas(4)));
        text.append(await(new Inner(2).instance(3)));
        text.append(await(conditions(true, false)));
        text.append(await(tailCall(2)));
        text.append(await(asserting(5)));
        text.append(await(constructed("x")));
        text.append(await(nestedTries(1)));
        return done(text.toString());
    }

    @Async
    static Coroutine<Integer> branches(int number, boolean flag) {
        var result = 0;
        if (await(give(number)) > 0) {
            result += await(give(10));
        } else {
            result -= 1;
        }
        if (number > 100) {
            result += await(give(1000));
            await(give("never"));
        }
        if (flag) {
            result++;
        } else {
            result = await(give(0));
        }
        result = number > 2 ? await(give(result + 1)) : result;
        return done(result);
    }

    @Async
    static Coroutine<Integer> loops(int count) {
        var sum = 0;
        for (var i = 0; i < count; i++) {
            sum += await(give(i));
            if (i == 100) {
                break;
            }
        }
        for (var each : List.of(1, 2)) {
            sum += await(give(each)) + each;
        }
        while (sum > 5) {
            sum = await(give(sum - 3));
            if (sum == 4) {
                continue;
            }
            sum--;
        }
        do {
            sum++;
        } while (await(give(sum)) < 0);
        outer:
        for (var number : new int[] {1, 2, 3}) {
            for (var other = 0; other < await(give(number)); other++) {
                if (other == 1) {
                    continue outer;
                }
                sum += other;
            }
        }
        return done(sum);
    }

    @Async
    static Coroutine<Integer> switches(int number) {
        switch (await(give(number))) {
            case 1:
                return give(1);
            case 2:
                number += await(give(2));
                break;
            case 3:
                await(give("never"));
            default:
                number = 9;
        }
        return done(number);
    }

    @Async
    static Coroutine<String> strings(String key) {
        switch (await(give(key))) {
            case "a":
                return done("A");
            case "b":
                return done(await(give("B")));
            default:
                return done("?");
        }
    }

    @Async
    static Coroutine<Integer> arrows(String key) {
        var value = switch (await(give(key))) {
            case "one" -> 1;
            case "two" -> await(give(2));
            default -> {
                await(give("never"));
                yield 0;
            }
        };
        return done(value);
    }

    @Async
    static Coroutine<String> tries(boolean fails) {
        var text = "";
        try {
            text += await(give("body"));
            if (fails) {
                throw new IllegalStateException("never");
            }
        } catch (IllegalStateException e) {
            text += await(give(e.getMessage()));
        } finally {
            text += await(give("finally"));
            if (text.isEmpty()) {
                text = "never";
            }
        }
        return done(text);
    }

    @Async
    static Coroutine<Integer> resources() throws Exception {
        try (var first = new StringReader(await(give("a")));
                var second = new StringReader("b")) {
            var sum = first.read();
            sum += await(give(second.read()));
            return done(sum);
        }
    }

    @Async
    static Coroutine<String> early(boolean returns) {
        try {
            if (await(give(returns))) {
                return done("early");
            }
            await(give("never"));
        } finally {
            await(give("cleanup"));
        }
        return done("late");
    }

    @Async
    static Coroutine<Integer> lambdas(int number) {
        IntUnaryOperator plain = x -> x + 1;
        IntUnaryOperator unused = x -> {
            return x - 1;
        };
        Operation operation = x -> {
            var doubled = await(give(2 * x));
            if (doubled > 1000) {
                return done(0);
            }
            return done(doubled);
        };
        Operation never = x -> done(await(give(x)));
        return done(plain.applyAsInt(await(operation.apply(number))));
    }

    interface Operation {
        Coroutine<Integer> apply(int number);
    }

    static final class Inner {
        private final int base;

        Inner(int base) {
            this.base = base;
        }

        @Async
        Coroutine<Integer> instance(int factor) {
            var product = base * await(give(factor));
            return done(product + await(helper(1)));
        }

        @Async
        private Coroutine<Integer> helper(int number) {
            await(give(base));
            return done(number);
        }

        @Async
        Coroutine<Integer> unused() {
            var some = await(give(1));
            return done(some);
        }
    }

    @Async
    static Coroutine<Integer> conditions(boolean first, boolean second) {
        var result = 0;
        if (await(give(first)) && await(give(second))) {
            result = 1;
        }
        if (await(give(first)) || await(give(second))) {
            result += 2;
        }
        var number = await(give(first)) ? 1 : await(give(2));
        return done(result + number);
    }

    @Async
    static Coroutine<Integer> tailCall(int depth) {
        if (depth == 0) {
            return give(7);
        }
        return tailCall(depth - 1);
    }

    @Async
    static Coroutine<Integer> asserting(int number) {
        assert number > await(give(0)) : "never";
        return done(number);
    }

    @Async
    static Coroutine<String> constructed(String text) {
        var list = new ArrayList<>(List.of(await(give(text)), "y"));
        list.add(new StringBuilder(await(give("z"))).append(await(give("!"))).toString());
        return done(list.toString());
    }

    @Async
    static Coroutine<String> nestedTries(int number) {
        var text = new StringBuilder();
        try {
            try {
                text.append(await(give(number)));
            } finally {
                text.append(await(give("inner")));
            }
        } catch (RuntimeException e) {
            text.append("never");
            throw e;
        } finally {
            text.append(await(give("outer")));
        }
        return done(text.toString());
    }

    @Async
    static Coroutine<Integer> neverCalled(int number) {
        if (number > await(give(0))) {
            return done(1);
        }
        return done(2);
    }
}
