package io.heddle.it.blocking;

import static io.heddle.Coroutines.done;

import io.heddle.AsyncCallable;
import io.heddle.AsyncCloseable;
import io.heddle.Coroutine;
import io.heddle.rt.Sneaky;

/** A group whose tasks run where they are spawned, and don't fail. */
public final class TaskGroup implements AsyncCloseable {
    private TaskGroup() {}

    public static TaskGroup open() {
        return new TaskGroup();
    }

    public void spawn(AsyncCallable<?> body) {
        try {
            body.call();
        } catch (Exception e) {
            throw Sneaky.rethrow(e);
        }
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return done();
    }

    @Override
    public Coroutine<Throwable> closeAsync(Throwable failure) {
        return done(failure);
    }
}
