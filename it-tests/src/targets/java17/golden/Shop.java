package golden;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.Coroutine;
import java.util.function.IntFunction;

/** What the hot paths look like when they are woven is held in {@code src/test/resources/golden}. */
class Shop {
    private int[] taxes = {1, 2, 3};

    /** Raw result; a leaf below. */
    @Async
    private static Coroutine<Integer> price(int id) {
        if (id < 0) {
            await(yieldNow());
        }
        return done(id * 2);
    }

    /** Two direct calls, nothing saved but what is live. */
    @Async
    private static Coroutine<Integer> total(int id) {
        int a = await(price(id));
        int b = await(price(a));
        return done(a + b);
    }

    /** A loop with operands of two kinds below the await. */
    @Async
    Coroutine<Long> sum(int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += taxes[i] * await(total(i));
        }
        return done(sum);
    }

    /** A finally block, and an object under construction. */
    @Async
    static Coroutine<String> label(Shop shop, StringBuilder log) {
        try {
            return done(new StringBuilder(await(shop.name()))
                    .append(await(shop.sum(2)))
                    .toString());
        } finally {
            log.append("end");
        }
    }

    /** Completes with what another coroutine completes with. */
    @Async
    Coroutine<String> name() {
        return nameOf("shop");
    }

    @Async
    Coroutine<String> nameOf(String name) {
        return done(name);
    }

    IntFunction<Coroutine<Integer>> twice() {
        return id -> done(2 * await(total(id)));
    }
}
