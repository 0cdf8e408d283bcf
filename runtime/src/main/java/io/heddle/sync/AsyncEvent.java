package io.heddle.sync;

import io.heddle.Coroutine;
import io.heddle.Task;
import io.heddle.Turn;
import io.heddle.WaitQueue;
import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks wait for, as asyncio's {@code Event}. Setting it wakes all that wait, also where it is cleared again
 * before they go on.
 */
public final class AsyncEvent {
    private final WaitQueue<AwaitSet> line = new WaitQueue<>(this);
    private boolean set;

    /** An event that is not set. */
    public AsyncEvent() {}

    /** Sets the flag and wakes all that wait for it. */
    public void set() {
        line.check("AsyncEvent.set()");
        set = true;
        line.wakeAll();
    }

    /** Takes the flag back: who waits from now on waits for the next {@link #set}. */
    public void clear() {
        line.check("AsyncEvent.clear()");
        set = false;
    }

    /** Whether the flag is set. */
    public boolean isSet() {
        return set;
    }

    /** Waits until the flag is set. */
    public Coroutine<Void> awaitSet() {
        return new AwaitSet(this);
    }

    @Override
    public String toString() {
        return "AsyncEvent[" + (set ? "set" : "not set") + (line.isEmpty() ? "]" : ", waiting: " + line.size() + "]");
    }

    private static final class AwaitSet extends Turn<@Nullable Void> {
        private final AsyncEvent event;

        AwaitSet(AsyncEvent event) {
            this.event = event;
        }

        @Override
        protected @Nullable WaitQueue<?> enter(Task<?> task) {
            event.line.check($describe());
            return event.set ? null : event.line;
        }

        @Override
        protected @Nullable Void proceed(Task<?> task) {
            return null;
        }

        @Override
        protected String awaited() {
            return "AsyncEvent";
        }

        @Override
        protected String $describe() {
            return "AsyncEvent.awaitSet()";
        }
    }
}
