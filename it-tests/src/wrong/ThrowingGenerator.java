package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** A generator that throws between two elements. */
class ThrowingGenerator {
    static AsyncIterable<Integer> prices() {
        return AsyncIterable.generate(out -> {
            await(out.emit(1));
            await(yieldNow());
            throw new IllegalStateException("no more prices");
        });
    }

    @Async
    static Coroutine<Integer> open() {
        int sum = 0;
        for (int price : prices()) {
            sum += price;
        }
        return done(sum);
    }

    public static void main(String[] args) {
        run(open());
    }
}
