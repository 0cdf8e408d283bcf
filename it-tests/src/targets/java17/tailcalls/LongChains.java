package tailcalls;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.run;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.Coroutine;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Chains of tail calls, far too long for any stack or heap that held a trace of each call. A program of its own: the
 * name of a chain and its length are the arguments, the sum of all numbers up to the length is what it prints.
 */
public class LongChains {
    private interface Step {
        Coroutine<Long> go(long n, long sum);
    }

    private static final Map<String, Step> CHAINS = Map.of(
            "privateMethod", LongChains::privateMethod,
            "overridableMethod", (n, sum) -> new LongChains().overridableMethod(n, sum),
            "twoPrivateMethods", LongChains::ping,
            "lambdas", LongChains::throughLambda,
            "interfaces", new Even(),
            "eachSuspends", LongChains::eachSuspends,
            "someSuspend", LongChains::someSuspend,
            "eachAwaitsAnother", LongChains::eachAwaitsAnother,
            "caughtAbove", LongChains::caughtAbove);

    public static void main(String[] args) {
        System.out.println(run(CHAINS.get(args[0]).go(Long.parseLong(args[1]), 0)));
    }

    @Async
    private static Coroutine<Long> privateMethod(long n, long sum) {
        return n == 0 ? done(sum) : privateMethod(n - 1, sum + n);
    }

    @Async
    Coroutine<Long> overridableMethod(long n, long sum) {
        if (n == 0) {
            return done(sum);
        }
        return overridableMethod(n - 1, sum + n);
    }

    @Async
    private static Coroutine<Long> ping(long n, long sum) {
        return n == 0 ? done(sum) : pong(sum + n, n - 1);
    }

    @Async
    private static Coroutine<Long> pong(long sum, long n) {
        return n == 0 ? done(sum) : ping(n - 1, sum + n);
    }

    @Async
    private static Coroutine<Long> throughLambda(long n, long sum) {
        LongFunction<Coroutine<Long>> next = m -> throughLambda(m, sum + n);
        return n == 0 ? done(sum) : next.apply(n - 1);
    }

    private static final class Even implements Step {
        @Override
        @Async
        public Coroutine<Long> go(long n, long sum) {
            return n == 0 ? done(sum) : new Odd().go(n - 1, sum + n);
        }
    }

    private static final class Odd implements Step {
        @Override
        @Async
        public Coroutine<Long> go(long n, long sum) {
            return n == 0 ? done(sum) : new Even().go(n - 1, sum + n);
        }
    }

    @Async
    private static Coroutine<Long> eachSuspends(long n, long sum) {
        if (n == 0) {
            return done(sum);
        }
        await(yieldNow());
        return eachSuspends(n - 1, sum + n);
    }

    @Async
    private static Coroutine<Long> someSuspend(long n, long sum) {
        if (n % 1000 == 7) {
            await(yieldNow());
        }
        return n == 0 ? done(sum) : someSuspend(n - 1, sum + n);
    }

    @Async
    private static Coroutine<Long> eachAwaitsAnother(long n, long sum) {
        if (n == 0) {
            return done(sum);
        }
        return eachAwaitsAnother(n - 1, sum + await(same(n)));
    }

    @Async
    private static Coroutine<Long> same(long n) {
        if (n % 100 == 3) {
            await(yieldNow());
        }
        return done(n);
    }

    @Async
    private static Coroutine<Long> caughtAbove(long n, long sum) {
        try {
            return failing(n, sum);
        } catch (ArithmeticException e) {
            return done(Long.parseLong(e.getMessage()));
        }
    }

    @Async
    private static Coroutine<Long> failing(long n, long sum) {
        if (n == 0) {
            throw new ArithmeticException(Long.toString(sum));
        }
        if (n % 1000 == 7) {
            await(yieldNow());
        }
        return failing(n - 1, sum + n);
    }
}
