package wrong;

import static io.heddle.Coroutines.*;

import io.heddle.*;

/** Nobody completes the promise, and from outside the loop somebody could. */
class ForgottenPromise {
    @Async
    static Coroutine<Integer> price(Promise<Integer> answer) {
        return done(await(answer));
    }

    @Async
    static Coroutine<Integer> open() {
        return done(await(price(new Promise<>())) + 1);
    }

    public static void main(String[] args) {
        try (var runner = Runner.virtualTime()) {
            runner.run(open());
        }
    }
}
