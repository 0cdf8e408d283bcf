package agents;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.run;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.RetransformingAgent;

/** A program that several agents work on, also while it is suspended. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println(run(sum(3)));
    }

    @Async
    static Coroutine<String> sum(int count) {
        var sum = 0L;
        var text = new StringBuilder();
        for (var i = 1; i <= count; i++) {
            try {
                sum += await(square(i));
                text.append(sum).append(i == 2 ? await(failing()) : "; ");
            } catch (IllegalArgumentException e) {
                await(changed());
                text.append(e.getMessage());
            } finally {
                await(yieldNow());
                text.append('.');
            }
        }
        return done(text.toString());
    }

    @Async
    private static Coroutine<Long> square(long number) {
        await(yieldNow());
        return done(number * number);
    }

    @Async
    private static Coroutine<String> failing() {
        await(changed());
        throw new IllegalArgumentException("failed");
    }

    @Async
    private static Coroutine<Void> changed() {
        await(yieldNow());
        try {
            RetransformingAgent.retransform(Main.class);
        } catch (java.lang.instrument.UnmodifiableClassException e) {
            throw new IllegalStateException(e);
        }
        await(yieldNow());
        return done();
    }
}
