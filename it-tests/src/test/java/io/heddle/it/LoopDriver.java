package io.heddle.it;

import io.heddle.Awaitable;
import io.heddle.Coroutine;
import io.heddle.Coroutines;
import io.heddle.EventLoop;
import io.heddle.Promise;
import io.heddle.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * As {@link BlockingDriver}, with tasks on real loops: each call from code that knows no loop has one of its own, on the
 * caller's thread.
 */
@SuppressWarnings("NullAway") // values may be null: so say the type arguments, which are overlooked
public final class LoopDriver {
    /** Loops that nothing runs on: for each thread some, as one call may come from another. */
    private static final ThreadLocal<Deque<Host>> IDLE = ThreadLocal.withInitial(ArrayDeque::new);

    private LoopDriver() {}

    /** Runs {@code coroutine}, and throws what it throws. */
    public static @Nullable Object run(Coroutine<?> coroutine) throws Throwable {
        var idle = IDLE.get();
        var host = idle.isEmpty() ? new Host() : idle.pop();
        var task = host.loop.spawn(coroutine);
        while (!task.isDone()) {
            host.steps.remove().run();
        }
        idle.push(host);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static final class Host implements Executor {
        private final Queue<Runnable> steps = new ArrayDeque<>();
        private final EventLoop loop = EventLoop.on(this);

        @Override
        public void execute(Runnable step) {
            steps.add(step);
        }
    }

    /** What completes with {@code value}, at once or later. */
    public static Coroutine<@Nullable Object> coroutine(@Nullable Object value, boolean suspends) {
        if (!suspends) {
            return Coroutines.done(value);
        }
        return Coroutines.suspend(rest -> EventLoop.current().execute(() -> rest.resume(value)));
    }

    /** As {@link #coroutine}. */
    public static Promise<@Nullable Object> promise(@Nullable Object value, boolean suspends) {
        var promise = new Promise<@Nullable Object>();
        soon(suspends, () -> promise.complete(value));
        return promise;
    }

    /** As {@link #coroutine}. */
    public static CompletionStage<@Nullable Object> stage(@Nullable Object value, boolean suspends) {
        var future = new CompletableFuture<@Nullable Object>();
        soon(suspends, () -> future.complete(value));
        return future;
    }

    /** As {@link #coroutine}. */
    public static Task<@Nullable Object> task(@Nullable Object value, boolean suspends) {
        return suspends ? Coroutines.spawn(coroutine(value, true)) : Task.completed(value);
    }

    /** Any of the others. */
    public static Awaitable<@Nullable Object> awaitable(@Nullable Object value, boolean suspends) {
        return suspends ? promise(value, true) : task(value, false);
    }

    private static void soon(boolean suspends, Runnable completion) {
        if (suspends) {
            EventLoop.current().execute(completion);
        } else {
            completion.run();
        }
    }
}
