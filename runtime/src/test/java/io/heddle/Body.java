package io.heddle;

import io.heddle.rt.CoroutineFrame;
import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import org.jspecify.annotations.Nullable;

/**
 * An async body written by hand, for tests of the runtime, which is not woven: what stands behind each await is a
 * function. It suspends, captures its one frame and is resumed exactly as woven code does.
 *
 * <pre>{@code
 * // await(sleep(ofSeconds(1))); log.add("awake"); return done("x");
 * body(() -> await(sleep(ofSeconds(1)), v -> {
 *     log.add("awake");
 *     return value("x");
 * }))
 * }</pre>
 */
public final class Body<T> extends Coroutine<T> {
    private final String name;
    private final Start<T> start;

    private Body(String name, Start<T> start) {
        this.name = name;
        this.start = start;
    }

    /** The code up to the first await. */
    @FunctionalInterface
    public interface Start<T> {
        Next<T> run() throws Throwable;
    }

    /** The code behind an await. */
    @FunctionalInterface
    public interface Then<A, T> {
        Next<T> run(A value) throws Throwable;
    }

    /** What a stretch of code ends with. */
    public sealed interface Next<T> {}

    private record Await<A, T>(
            Awaitable<? extends A> awaitable,
            Then<A, T> then,
            @Nullable Then<Throwable, T> failed) implements Next<T> {}

    private record Return<T>(@Nullable Object value) implements Next<T> {}

    private record Tail<T>(@Nullable Coroutine<T> call) implements Next<T> {}

    public static <T> Body<T> body(Start<T> start) {
        return new Body<>("Body.body (Test.java:1)", start);
    }

    public static <T> Body<T> body(String name, Start<T> start) {
        return new Body<>(name, start);
    }

    /** {@code return done(value);}. */
    public static <T> Next<T> value(@Nullable T value) {
        return new Return<>(value);
    }

    /** {@code return call;}. */
    public static <T> Next<T> tail(@Nullable Coroutine<T> call) {
        return new Tail<>(call);
    }

    /** {@code var value = await(awaitable);} and what follows. */
    public static <A, T> Next<T> await(Awaitable<? extends A> awaitable, Then<A, T> then) {
        return new Await<>(awaitable, then, null);
    }

    /** The same inside a {@code try}, with its {@code catch (Throwable e)}. */
    public static <A, T> Next<T> await(Awaitable<? extends A> awaitable, Then<A, T> then, Then<Throwable, T> failed) {
        return new Await<>(awaitable, then, failed);
    }

    /** {@code return done(await(awaitable));}. */
    public static <T> Next<T> await(Awaitable<? extends T> awaitable) {
        return await(awaitable, Body::value);
    }

    /** {@code try { return done(await(awaitable)); } finally { lastly; }}. */
    public static <T> Next<T> ensuring(Awaitable<? extends T> awaitable, Runnable lastly) {
        return await(
                awaitable,
                value -> {
                    lastly.run();
                    return value(value);
                },
                failure -> {
                    lastly.run();
                    throw failure;
                });
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        try {
            return run(start.run(), null, t);
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    @Override
    protected String $describe() {
        return name;
    }

    private @Nullable Object run(Next<T> first, @Nullable Frame reused, Ctx t) throws Throwable {
        var next = first;
        while (true) {
            if (next instanceof Return<T> result) {
                return result.value();
            }
            if (next instanceof Tail<T> tail) {
                return t.complete(tail.call());
            }
            var await = (Await<?, T>) next;
            Object value = null;
            Throwable failure = null;
            try {
                value = await.awaitable().$await(t);
                if (t.suspending) {
                    value = t.settle();
                    if (t.suspending) {
                        var frame = reused == null ? new Frame() : reused;
                        frame.at = await;
                        t.capture(frame);
                        return null;
                    }
                }
            } catch (Throwable e) {
                t.caught(e);
                failure = e;
            }
            next = follow(await, value, failure);
        }
    }

    private <A> Next<T> follow(Await<A, T> await, @Nullable Object value, @Nullable Throwable failure)
            throws Throwable {
        if (failure == null) {
            return await.then().run(Cast.to(value));
        }
        if (await.failed() == null) {
            throw failure;
        }
        return await.failed().run(failure);
    }

    /** Waits at one of the awaits. */
    private final class Frame extends CoroutineFrame {
        private @Nullable Await<?, T> at;

        @Override
        public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            var await = Cast.known(at);
            at = null;
            try {
                return run(follow(await, value, failure), this, t);
            } catch (Throwable e) {
                throw Sneaky.rethrow(e);
            }
        }

        @Override
        public StackTraceElement location() {
            return new StackTraceElement("Body", name, "Body.java", 1);
        }
    }
}
