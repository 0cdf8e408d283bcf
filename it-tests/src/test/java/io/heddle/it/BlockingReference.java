package io.heddle.it;

import io.heddle.AsyncCallable;
import io.heddle.AsyncGenerator;
import io.heddle.AsyncIterable;
import io.heddle.Awaitable;
import io.heddle.CancelledError;
import io.heddle.Coroutine;
import io.heddle.Task;
import io.heddle.Thrown;
import io.heddle.rt.Ctx;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reference: a target un-woven, whose awaits take their value on the spot. An async body runs where it is called,
 * not where it is awaited, so targets await a coroutine in the expression that makes it.
 *
 * <p>It can also play a {@link CallOff}: what the runtime does where a frame can't be captured. One object serves many
 * runs, one after the other, because linking a class to it is what costs most.
 */
final class BlockingReference {
    private @Nullable CallOff callOff;
    private final Deque<String> activations = new ArrayDeque<>();
    /** While frames are called off: how deep the outermost of them is in {@link #activations}. */
    private int calledOffDepth = CallOff.NOTHING;
    /** How often the task was cancelled from outside, but by a deadline. */
    private int cancellations;

    /** A new run begins, in which the suspension that {@code planned} describes is called off; null for none. */
    void begin(@Nullable CallOff planned) {
        callOff = planned;
        activations.clear();
        cancellations = 0;
        calledOffDepth = CallOff.NOTHING;
    }

    @Nullable
    Object await(Awaitable<?> awaitable) {
        if (awaitable instanceof ProbeCoroutine<?> probe) {
            return probe.block(this::outcome);
        }
        var t = new Ctx();
        var value = awaitable.$await(t);
        if (t.suspending) {
            throw new AssertionError("the reference awaits probes and values alone");
        }
        return value;
    }

    @Nullable
    Object await(CompletionStage<?> stage) throws Throwable {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    Coroutine<?> async(AsyncCallable<?> body) {
        return new Step<>("async", () -> await(body.call()));
    }

    /** Tasks have no failures here: targets see to that. */
    @SuppressWarnings("NullAway") // the value may be null: so says the type argument, which is overlooked
    Task<?> spawn(AsyncCallable<?> body) throws Exception {
        return Task.<@Nullable Object>completed(await(body.call()));
    }

    Coroutine<?> gather(Awaitable<?>[] awaitables) {
        return new Step<>("gather", () -> Stream.of(awaitables).map(this::await).toList());
    }

    Coroutine<?> withTimeout(Duration limit, AsyncCallable<?> body) {
        return new Step<>("withTimeout", () -> {
            var before = cancellations;
            try {
                return await(body.call());
            } catch (CancelledError e) {
                if (cancellations == before) {
                    throw Thrown.timedOut(limit, e);
                }
                throw e;
            }
        });
    }

    AsyncIterable<?> generate(AsyncGenerator<Object> body) {
        return new BlockingGenerator(body, this);
    }

    /** Wraps the body of an async method so that it is noted when it is entered and left. */
    MethodHandle activation(String name, MethodHandle body) throws ReflectiveOperationException {
        var self = MethodHandles.lookup();
        var enter = self.findVirtual(BlockingReference.class, "enter", MethodType.methodType(void.class, String.class));
        var leave = self.findVirtual(
                BlockingReference.class,
                "leave",
                MethodType.methodType(Coroutine.class, Throwable.class, Coroutine.class));
        var guarded = MethodHandles.tryFinally(body, leave.bindTo(this));
        return MethodHandles.foldArguments(guarded, MethodHandles.insertArguments(enter, 0, this, name));
    }

    @SuppressWarnings("UnusedMethod") // found by name
    private void enter(String name) {
        activations.push(name);
    }

    @SuppressWarnings("UnusedMethod") // found by name
    private @Nullable Coroutine<?> leave(@Nullable Throwable thrown, @Nullable Coroutine<?> result) throws Throwable {
        var depth = activations.size();
        activations.pop();
        if (callOff != null && depth == calledOffDepth) {
            var ended = thrown == null && result != null ? failureOf(result) : thrown;
            calledOffDepth = CallOff.NOTHING;
            if (ended != null && ended != callOff.error()) {
                callOff.error().addSuppressed(ended);
            }
            throw callOff.error();
        }
        return result;
    }

    /** A call that is called off still runs what its last {@code return} hands over to, though nobody gets the value. */
    private @Nullable Throwable failureOf(Coroutine<?> result) {
        try {
            await(result);
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private @Nullable Object outcome(int index, Script script, @Nullable Object value, @Nullable Throwable failure) {
        if (callOff != null) {
            if (index == callOff.await()) {
                calledOffDepth = callOff.outermost(activations);
                return Resumption.outcome(null, callOff.error());
            }
            if (calledOffDepth != CallOff.NOTHING && script.resumption(index).suspends()) {
                return Resumption.outcome(null, callOff.error());
            }
        }
        var injected = script.injected(index);
        if (script.resumption(index) == Resumption.CANCELLED) {
            cancellations++;
        }
        return Resumption.outcome(value, injected == null ? failure : injected);
    }
}
