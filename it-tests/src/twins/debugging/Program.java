package debugging;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.run;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.Coroutine;
import java.util.List;

/** What a debugger walks through: it stops at each line that says so. */
public final class Program {
    private static boolean suspends;

    private final String name;

    private Program(String name) {
        this.name = name;
    }

    public static void main(String[] args) {
        suspends = args[0].equals("suspends");
        System.out.println(run(everything()));
    }

    @Async
    private static Coroutine<String> everything() {
        var text = await(straight(1, "b"));
        text += await(loops(new int[] {3, 4}));
        text += await(handlers(2L));
        text += await(lambdas("x"));
        text += await(new Program("me").instance(5));
        text += await(branches(true)) + await(branches(false));
        return done(text);
    }

    @Async
    private static <T> Coroutine<T> give(T value) {
        if (suspends) {
            await(yieldNow());
        }
        return done(value);
    }

    @Async
    private static Coroutine<String> straight(int number, String text) {
        var before = number + 1; // stop
        var first = await(give(before * 2L)); // stop
        var between = first + before; // stop
        var second = await(give(text + between)); // stop
        var flag = second.isEmpty();
        return done(number + text + before + first + between + second + flag); // stop
    }

    @Async
    private static Coroutine<String> loops(int[] numbers) {
        var sum = 0.5; // stop
        for (var i = 0; i < 2; i++) {
            var square = i * i; // stop
            sum += await(give(square)); // stop
            sum += i + square; // stop
        }
        for (var number : numbers) {
            sum += await(give(number)) + number; // stop
        }
        for (var each : List.of("p", "q")) {
            var other = await(give(each)); // stop
            sum += other.length() + each.length(); // stop
        }
        return done(sum + "/" + numbers.length); // stop
    }

    @Async
    private static Coroutine<String> handlers(long big) {
        var text = "start";
        try {
            var inner = await(give((short) 7)); // stop
            text += inner + big; // stop
            throw new IllegalStateException("thrown" + await(give(inner))); // stop
        } catch (IllegalStateException e) {
            text += e.getMessage(); // stop
            var handled = await(give('c')); // stop
            text += handled + e.getMessage(); // stop
        } finally {
            var last = await(give(text.length())); // stop
            text += last + big; // stop
        }
        return done(text + big); // stop
    }

    interface Operation {
        Coroutine<String> apply(int number, String text);
    }

    @Async
    private static Coroutine<String> lambdas(String captured) {
        var count = 3;
        Operation operation = (number, text) -> {
            var inside = await(give(number + count)); // stop
            var both = captured + inside; // stop
            return done(both + text + await(give(inside)) + number + count); // stop
        };
        var result = await(operation.apply(1, "t")); // stop
        return done(result + captured + count + (operation == null)); // stop
    }

    @Async
    private Coroutine<String> instance(int number) {
        var mine = name + number; // stop
        var other = await(give(mine)); // stop
        var more = await(helper(other)); // stop
        return done(name + mine + other + more + number); // stop
    }

    @Async
    private Coroutine<String> helper(String given) {
        var length = await(give(given.length())); // stop
        return done(name + given + length); // stop
    }

    @Async
    private static Coroutine<String> branches(boolean left) {
        String result;
        if (left) {
            var one = await(give(1)); // stop
            result = "left" + one; // stop
        } else {
            var two = await(give(2.5f)); // stop
            result = "right" + two; // stop
        }
        return done(result + left); // stop
    }
}
