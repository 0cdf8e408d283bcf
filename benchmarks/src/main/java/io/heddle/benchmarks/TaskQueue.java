package io.heddle.benchmarks;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The simplest event loop, for the peers that bring none. Public for the classes that another class loader defines. */
public final class TaskQueue implements Executor {
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

    @Override
    public void execute(Runnable command) {
        ready.add(command);
    }

    /** A future that is completed when all that is ready now has run. */
    public CompletableFuture<Void> yieldNow() {
        var future = new CompletableFuture<Void>();
        ready.add(() -> future.complete(null));
        return future;
    }

    <T> T runUntilDone(CompletableFuture<T> future) {
        while (!future.isDone()) {
            var next = ready.poll();
            if (next == null) {
                throw new IllegalStateException("nothing is left to run");
            }
            next.run();
        }
        return future.join();
    }
}
