package calls;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Async methods that call each other in every way the language has. */
class Calls {
    private int base = 100;

    @Async
    private static Coroutine<Integer> privateStatic(Probe p, int n) {
        return done(await(p.value(n)) + 1);
    }

    @Async
    static Coroutine<Integer> packageStatic(Probe p, int n) {
        return done(await(p.value(n)) + 2);
    }

    @Async
    public static final Coroutine<Integer> publicStaticFinal(Probe p, int n) {
        return done(await(p.value(n)) + 3);
    }

    @Async
    private Coroutine<Integer> privateInstance(Probe p, int n) {
        int result = await(p.value(n)) + base;
        base++;
        return done(result);
    }

    @Async
    Coroutine<Integer> packageInstance(Probe p, int n) {
        return done(await(p.value(n)) + base + await(privateInstance(p, n)));
    }

    @Async
    final Coroutine<Integer> finalInstance(Probe p, int n) {
        return done(await(p.value(n)) - this.base);
    }

    @Async
    static Coroutine<?> staticCalls(Probe p) {
        int n = await(privateStatic(p, 10)) * await(packageStatic(p, 20)) - await(publicStaticFinal(p, 30));
        return done(n);
    }

    @Async
    static Coroutine<?> instanceCalls(Probe p) {
        Calls c = new Calls();
        int n = await(c.privateInstance(p, 1)) + 1000 * await(c.packageInstance(p, 2));
        return done(n + await(c.finalInstance(p, 3)));
    }

    @Async
    static Coroutine<?> callsBelowCalls(Probe p) {
        return done(await(privateStatic(p, await(packageStatic(p, await(privateStatic(p, await(p.value(0)))))))));
    }

    @Async
    static Coroutine<?> calleeDoesNotSuspend(Probe p) {
        return done(await(ready(1)) + await(ready(2)) + await(p.value(3)));
    }

    @Async
    private static Coroutine<Integer> ready(int n) {
        return done(n * 2);
    }

    @Async
    static Coroutine<?> nullReceiver(Probe p) {
        Calls none = await(p.<Calls>value(null));
        try {
            return done(await(none.packageInstance(p, await(p.value(1)))));
        } catch (NullPointerException e) {
            return done("no receiver");
        }
    }

    @Async
    static Coroutine<?> nullReceiverOfPrivateMethod(Probe p) {
        Calls none = await(p.<Calls>value(null));
        try {
            return done(await(none.privateInstance(p, 1)));
        } catch (NullPointerException e) {
            return done("no receiver");
        }
    }

    @Async
    static Coroutine<?> awaitNull(Probe p) {
        Coroutine<String> none = await(p.<Coroutine<String>>value(null));
        try {
            return done(await(none));
        } catch (NullPointerException e) {
            return done("nothing to await");
        }
    }

    @Async
    static Coroutine<?> recursion(Probe p) {
        return done(await(factorial(p, 12)));
    }

    @Async
    private static Coroutine<Long> factorial(Probe p, int n) {
        if (n <= 1) {
            return done(await(p.value(1L)));
        }
        return done(n * await(factorial(p, n - 1)));
    }

    @Async
    static Coroutine<?> treeRecursion(Probe p) {
        return done(await(fib(p, 9)));
    }

    @Async
    private static Coroutine<Integer> fib(Probe p, int n) {
        if (n < 2) {
            return n == 0 ? done(0) : done(await(p.value(1)));
        }
        return done(await(fib(p, n - 1)) + await(fib(p, n - 2)));
    }

    @Async
    static Coroutine<?> deepRecursion(Probe p) {
        return done(await(depth(p, 200)));
    }

    @Async
    private static Coroutine<Integer> depth(Probe p, int n) {
        if (n == 0) {
            return done(await(p.value(0)));
        }
        int below = await(depth(p, n - 1));
        if (n % 50 == 0) {
            await(p.value(n));
        }
        return done(below + 1);
    }

    @Async
    static Coroutine<?> mutualRecursion(Probe p) {
        return done(Arrays.asList(await(isEven(p, 7)), await(isEven(p, 8))));
    }

    @Async
    private static Coroutine<Boolean> isEven(Probe p, int n) {
        return done(n == 0 || await(isOdd(p, await(p.value(n)) - 1)));
    }

    @Async
    private static Coroutine<Boolean> isOdd(Probe p, int n) {
        return done(n != 0 && await(isEven(p, n - 1)));
    }

    @Async
    static Coroutine<?> overloads(Probe p) {
        return done(await(over(p, 1)) + await(over(p, 1L)) + await(over(p, "s")) + await(over(p, (Object) "o")));
    }

    @Async
    private static Coroutine<String> over(Probe p, int n) {
        return done("int" + await(p.value(n)));
    }

    @Async
    private static Coroutine<String> over(Probe p, long n) {
        return done("long" + await(p.value(n)));
    }

    @Async
    private static Coroutine<String> over(Probe p, String s) {
        return done("String" + await(p.value(s)));
    }

    @Async
    private static Coroutine<String> over(Probe p, Object o) {
        return done("Object" + await(p.value(o)));
    }

    @Async
    static Coroutine<?> varargs(Probe p) {
        return done(await(sum(p))
                + " " + await(sum(p, 1))
                + " " + await(sum(p, 1, await(p.value(2)), 3))
                + " " + await(sum(p, await(p.value(new int[] {4, 5})))));
    }

    @Async
    private static Coroutine<Integer> sum(Probe p, int... numbers) {
        int sum = 0;
        for (int n : numbers) {
            sum += await(p.value(n));
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> resultDropped(Probe p) {
        await(privateStatic(p, 1));
        await(new Calls().packageInstance(p, 2));
        await(wide(p));
        return done();
    }

    @Async
    private static Coroutine<Long> wide(Probe p) {
        return done(await(p.value(5L)) * 2);
    }

    @Async
    static Coroutine<?> resultWidened(Probe p) {
        long l = await(privateStatic(p, 1));
        double d = await(privateStatic(p, 2)) / 2.0;
        Object o = await(privateStatic(p, 3));
        Number n = await(wide(p));
        return done(Arrays.asList(l, d, o, n));
    }

    @Async
    static Coroutine<?> notEveryResultIsAwaitedAtOnce(Probe p) {
        List<Integer> none = await(empty(p));
        for (int n : none) {
            p.log(await(p.value(n)));
        }
        return done(none.size());
    }

    @Async
    private static Coroutine<List<Integer>> empty(Probe p) {
        await(p.pause());
        return done(Collections.emptyList());
    }
}
