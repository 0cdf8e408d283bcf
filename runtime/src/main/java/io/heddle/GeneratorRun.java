package io.heddle;

import io.heddle.rt.Ctx;
import io.heddle.rt.Segment;
import io.heddle.rt.Sneaky;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * One run of an async generator. Its body is driven by whoever asks for an element; what the body has on the stack is a
 * {@link Segment}, which is parked between two elements.
 *
 * <pre>{@code
 *   FRESH --advance--> RUNNING --emit--> PARKED          the consumer has an element
 *     |                 ^  |                |
 *     |                 +--|--advance-------+            the emit gives nothing
 *     |                    |    or close    |            the emit throws GeneratorExit
 *   close              body ends
 *     +-------> ENDED <----+
 * }</pre>
 *
 * <p>While it is parked it belongs to no task, and nothing that happens reaches its consumer: a group or a deadline that
 * is open in the body has its request put off until the body goes on, where the emit throws it.
 */
final class GeneratorRun<T extends @Nullable Object> extends Segment implements Emitter<T> {
    private final AsyncGenerator<T> body;
    private Stage stage = Stage.FRESH;
    /** The task that runs the body; null where nobody does. */
    private @Nullable Task<?> task;

    private @Nullable LoopCore loop;
    private @Nullable Object element;
    private boolean hasElement;
    private boolean closing;
    /** Whether nobody holds its iterator any more. */
    private boolean abandoned;
    /** Whether the body has emitted although it is being closed. */
    private boolean ignoredClosing;

    private List<CancelScope> putOff = List.of();

    GeneratorRun(AsyncGenerator<T> body) {
        this.body = body;
    }

    private enum Stage {
        FRESH,
        RUNNING,
        PARKED,
        ENDED
    }

    @Override
    public Coroutine<Void> emit(T element) {
        return Cast.to(new Emission<>(this, element));
    }

    /** Whether there is another element; for the await of the consumer, who holds {@code iterator}. */
    @Nullable
    Object advance(AsyncIterator<T> iterator, Ctx t) {
        if (hasElement || stage == Stage.ENDED) {
            return hasElement;
        }
        var wasFresh = stage == Stage.FRESH;
        var runner = enter("hasNextAsync()", t);
        if (wasFresh) {
            runner.loop.generators.watch(this, iterator);
        }
        return wasFresh ? t.begin(this, this::start) : t.goOn(this, takePutOff(runner));
    }

    private Task<?> enter(String call, Ctx t) {
        var runner = LoopCore.taskOf(t);
        if (stage == Stage.RUNNING) {
            throw new IllegalStateException(call + " of an async generator that is running already, in "
                    + Cast.known(task).name() + ": one call after the other");
        }
        if (loop == null) {
            loop = runner.loop;
        } else if (loop != runner.loop) {
            throw new IllegalStateException(
                    call + " of an async generator that belongs to " + loop + ", and this is " + runner.loop);
        }
        stage = Stage.RUNNING;
        task = runner;
        return runner;
    }

    private @Nullable Object start(Ctx t) {
        Coroutine<Void> made;
        try {
            made = body.run(this);
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
        return t.complete(made);
    }

    /** The element that was found. */
    T take() {
        if (!hasElement) {
            throw new NoSuchElementException("next() where hasNext() has found no element");
        }
        T taken = Cast.to(element);
        hasElement = false;
        element = null;
        return taken;
    }

    /** Ends the body at its emit; for the await of whoever closes. */
    @Nullable
    Object close(Ctx t) {
        if (stage == Stage.FRESH) {
            end();
        }
        if (stage == Stage.ENDED) {
            return null;
        }
        enter("closeAsync()", t);
        closing = true;
        hasElement = false;
        element = null;
        putOff = List.of();
        return t.goOn(this, new GeneratorExit());
    }

    /** The body hands an element over. */
    @Nullable
    Object hand(T element, Ctx t) {
        if (stage != Stage.RUNNING || task != LoopCore.taskOf(t)) {
            throw new IllegalStateException("emit(..) is for the body of the async generator alone: "
                    + (stage == Stage.RUNNING ? "this is another task" : "it is not running"));
        }
        if (!closing) {
            this.element = element;
            hasElement = true;
        } else if (!ignoredClosing) {
            ignoredClosing = true;
            throw new IllegalStateException(
                    "emit(..) of an async generator that is being closed: its consumer has left");
        }
        return t.suspend(this);
    }

    @Override
    public void calledOff() {
        hasElement = false;
        element = null;
    }

    /** A body that goes on emitting although it is being closed is given up. */
    @Override
    protected Object parked() {
        if (closing) {
            drop();
            end();
            throw new IllegalStateException("the async generator ignored that it was closed, and emitted an element");
        }
        stage = Stage.PARKED;
        task = null;
        if (abandoned) {
            abandon();
        }
        return true;
    }

    /** Nobody holds its iterator any more: closes it, now or when the element has come that somebody still waits for. */
    void abandon() {
        abandoned = true;
        if (stage == Stage.PARKED) {
            Cast.known(loop).generators.close(this);
        }
    }

    /** The body has ended. */
    @Override
    public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
        end();
        if (failure != null && !(closing && failure instanceof GeneratorExit)) {
            throw Sneaky.rethrow(failure);
        }
        return closing ? null : false;
    }

    private void end() {
        stage = Stage.ENDED;
        task = null;
        if (loop != null) {
            loop.generators.forget(this);
        }
    }

    /** Makes the request of a scope in the body, now or when the body goes on. */
    void whenRunning(CancelScope scope) {
        for (Segment segment = this; segment != null; segment = segment.outer()) {
            var run = (GeneratorRun<?>) segment;
            if (run.stage == Stage.PARKED) {
                run.putOff(scope);
                return;
            }
        }
        if (task != null) {
            scope.requestOf(task);
        }
    }

    private void putOff(CancelScope scope) {
        if (putOff.isEmpty()) {
            putOff = new ArrayList<>(1);
        }
        putOff.add(scope);
    }

    private @Nullable Throwable takePutOff(Task<?> runner) {
        if (putOff.isEmpty()) {
            return null;
        }
        var scopes = putOff;
        putOff = List.of();
        scopes.forEach(scope -> scope.requestOf(runner));
        return runner.takeCancellation();
    }
}
