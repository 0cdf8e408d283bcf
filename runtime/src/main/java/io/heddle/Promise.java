package io.heddle;

import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that somebody will provide: asyncio's {@code Future}. Tasks await it, any thread completes it, once.
 *
 * <p>Cancelling a task that awaits a promise cancels the promise, and so fails everybody else who awaits it with a
 * {@link java.util.concurrent.CancellationException}; {@link Coroutines#shield} prevents that.
 *
 * <p>All methods are thread-safe.
 *
 * @param <T> the type of the value
 */
public final class Promise<T extends @Nullable Object> extends Source<T> implements Awaitable<T> {
    /** Stands for the value null. */
    private static final Object NULL = new Object();

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Promise.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Null or the newest {@link Waiting} while it is open; then the outcome. */
    private volatile @Nullable Object state;

    /** A promise that nobody has completed. */
    public Promise() {}

    /** One waiter, linked to those who came before. */
    private static final class Waiting {
        /** Where the waiter is told; null for wherever the promise is completed. */
        final @Nullable LoopCore loop;

        final Object waiter;
        final @Nullable Waiting before;

        Waiting(@Nullable LoopCore loop, Object waiter, @Nullable Waiting before) {
            this.loop = loop;
            this.waiter = waiter;
            this.before = before;
        }

        void tell(Source<?> source) {
            if (loop == null) {
                Source.tell(waiter, source);
            } else {
                loop.tell(waiter, source);
            }
        }
    }

    /**
     * Completes it with {@code value}; those who await it go on in the next pass of their loops.
     *
     * @return false where it was completed before
     */
    public boolean complete(T value) {
        return end(value == null ? NULL : value);
    }

    /**
     * Completes it with a failure, which every await throws as it is.
     *
     * @return false where it was completed before
     */
    public boolean fail(Throwable failure) {
        return end(Ending.of(Objects.requireNonNull(failure, "failure")));
    }

    /**
     * Completes it as cancelled: every await throws a {@link java.util.concurrent.CancellationException}.
     *
     * @return false where it was completed before
     */
    public boolean cancel() {
        return cancelBy(CancelRequest.plain());
    }

    /** Whether it has a value, a failure, or was cancelled. */
    @Override
    public boolean isDone() {
        var now = state;
        return now != null && !(now instanceof Waiting);
    }

    /** Whether it was cancelled. */
    public boolean isCancelled() {
        return state instanceof Ending.Cancelled;
    }

    /**
     * The value, where it was completed with one.
     *
     * @throws IllegalStateException where it was not completed, or failed, or was cancelled
     */
    public T resultNow() {
        return valueNow();
    }

    /**
     * The exception, where it failed.
     *
     * @throws IllegalStateException where it was not completed, or has a value, or was cancelled
     */
    public Throwable exceptionNow() {
        return failureNow();
    }

    /**
     * Calls {@code action} with this promise once it is completed, with the context variables of the caller: in a later
     * pass of the loop that is running here; where none is running, on the thread that completes the promise, or at once
     * where that has happened, and what it throws is logged.
     */
    public void onDone(Consumer<? super Promise<T>> action) {
        Objects.requireNonNull(action, "action");
        var loop = ThreadState.get().loop;
        var onDone = new OnDone<>(this, action);
        if (loop == null) {
            var callback = new OutsideCallback(onDone);
            listen(null, (Listener) source -> callback.run());
        } else {
            var callback = new Callback(loop, onDone);
            listen(loop, (Listener) source -> loop.ready(callback));
        }
    }

    /** A future that completes as this promise does, on the thread that completes it; cancelling it cancels the promise. */
    public CompletableFuture<T> toCompletableFuture() {
        var future = new SourceFuture<>(this, false);
        listen(null, (Listener) source -> future.take());
        return future;
    }

    /** For generated code. */
    @Override
    public @Nullable Object $await(Ctx t) {
        if (!isDone()) {
            return LoopCore.suspend(t, this);
        }
        var outcome = outcome();
        if (outcome instanceof Ending ending) {
            throw Sneaky.rethrow(t.arriveHere(ending.toThrow()));
        }
        return outcome;
    }

    private boolean end(Object outcome) {
        var now = state;
        while (now == null || now instanceof Waiting) {
            if (STATE.compareAndSet(this, now, outcome)) {
                oldestFirst((Waiting) now).forEach(waiting -> waiting.tell(this));
                return true;
            }
            now = state;
        }
        return false;
    }

    @Override
    boolean cancelBy(CancelRequest request) {
        return end(new Ending.Cancelled(request.message()));
    }

    @Override
    void listen(@Nullable LoopCore loop, Object waiter) {
        var now = state;
        while (now == null || now instanceof Waiting) {
            if (STATE.compareAndSet(this, now, new Waiting(loop, waiter, (Waiting) now))) {
                return;
            }
            now = state;
        }
        tell(waiter, this);
    }

    @Override
    void unlisten(Object waiter) {
        for (var now = state; now instanceof Waiting waiting; now = state) {
            if (STATE.compareAndSet(this, now, without(waiting, waiter))) {
                return;
            }
        }
    }

    private static @Nullable Waiting without(Waiting newest, Object removed) {
        Waiting rest = null;
        for (var waiting : oldestFirst(newest)) {
            if (waiting.waiter != removed) {
                rest = new Waiting(waiting.loop, waiting.waiter, rest);
            }
        }
        return rest;
    }

    private static Iterable<Waiting> oldestFirst(@Nullable Waiting newest) {
        var oldestFirst = new ArrayDeque<Waiting>();
        for (var waiting = newest; waiting != null; waiting = waiting.before) {
            oldestFirst.addFirst(waiting);
        }
        return oldestFirst;
    }

    @Override
    @Nullable
    Object outcome() {
        var now = state;
        return now == NULL ? null : now;
    }

    @Override
    boolean endsFromOutside() {
        return true;
    }

    @Override
    boolean failsFromElsewhere() {
        return true;
    }

    @Override
    String describe() {
        return "a promise";
    }

    @Override
    public String toString() {
        return "Promise[" + (!isDone() ? "not completed" : outcome() instanceof Ending ending ? ending : "done") + "]";
    }
}
