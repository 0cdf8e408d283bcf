package shrinking;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.fromStage;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.run;
import static io.heddle.Coroutines.sleep;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.suspend;
import static io.heddle.Coroutines.toThread;
import static io.heddle.Coroutines.withTimeout;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.AsyncTimeoutException;
import io.heddle.Coroutine;
import io.heddle.Promise;
import io.heddle.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A program that is shrunk: it uses a bit of everything. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println(run(all()));
        try {
            run(failing(3));
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    @Async
    static Coroutine<List<Object>> all() {
        return gather(List.of(square(3), text("t"), async().apply(4), bridged(), threaded(), limited(), tasks()));
    }

    @Async
    private static Coroutine<Object> square(int number) {
        var sum = 0;
        for (var i = 0; i < number; i++) {
            await(yieldNow());
            sum += await(plus(i, number));
        }
        return done(sum);
    }

    @Async
    static Coroutine<Integer> plus(int left, int right) {
        await(sleep(Duration.ofMillis(1)));
        return done(left + right);
    }

    @Async
    static Coroutine<Object> text(String start) {
        var text = new StringBuilder(start).append(await(plus(1, 2)));
        try {
            return done(text.append(await(failing(2))));
        } catch (IllegalStateException e) {
            return done(text.append(e.getMessage()));
        } finally {
            await(yieldNow());
            text.append(" finally");
        }
    }

    @Async
    static Coroutine<String> failing(int depth) {
        await(yieldNow());
        if (depth == 0) {
            throw new IllegalStateException("failed");
        }
        return done(await(failing(depth - 1)) + depth);
    }

    interface Function {
        Coroutine<Object> apply(int number);
    }

    static Function async() {
        return number -> {
            await(yieldNow());
            return done(number + 0.5);
        };
    }

    @Async
    static Coroutine<Object> bridged() {
        var promise = new Promise<String>();
        spawn(() -> {
            promise.complete("promise");
            return done();
        });
        var callback = await(suspend(continuation -> continuation.resume("callback")));
        return done(await(promise) + " " + callback + " " + await(fromStage(CompletableFuture.completedFuture(1))));
    }

    @Async
    static Coroutine<Object> threaded() {
        return done(await(toThread(() -> "from a thread")));
    }

    @Async
    static Coroutine<Object> limited() {
        try {
            return done(await(withTimeout(Duration.ofMillis(1), sleep(Duration.ofHours(1)))));
        } catch (AsyncTimeoutException e) {
            return done("too late");
        }
    }

    @Async
    static Coroutine<Object> tasks() {
        return done(await(task(20)) + await(task(1)));
    }

    @Async
    static Task<Integer> task(int number) {
        await(yieldNow());
        return Task.completed(number);
    }
}
