package io.heddle;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no failure is lost. A task that fails is watched from then on: when it has become unreachable and
 * nobody has retrieved its exception, nobody ever will, and the loop's exception handler gets it, once. Those that are
 * left when the loop closes are reported then.
 */
final class FailureWatch {
    private final LoopCore loop;
    private final FailureHandler handler;
    private final ReferenceQueue<Task<?>> unreachable = new ReferenceQueue<>();
    private final Set<Watched> watched = new LinkedHashSet<>();

    FailureWatch(LoopCore loop, FailureHandler handler) {
        this.loop = loop;
        this.handler = handler;
    }

    /** A failed task; holds its failure and its name, but not the task. */
    private static final class Watched extends PhantomReference<Task<?>> {
        final Ending.Failed failed;
        final String name;
        final @Nullable Object origin;

        Watched(Task<?> task, Ending.Failed failed, ReferenceQueue<Task<?>> queue) {
            super(task, queue);
            this.failed = failed;
            this.name = task.name();
            this.origin = task.origin();
        }
    }

    boolean isEmpty() {
        return watched.isEmpty();
    }

    void watch(Task<?> task, Ending.Failed failed) {
        watched.add(new Watched(task, failed, unreachable));
    }

    /** Reports the failures of tasks that have become unreachable. */
    void reportUnreachable() {
        for (var gone = unreachable.poll(); gone != null; gone = unreachable.poll()) {
            if (watched.remove(gone)) {
                report((Watched) gone);
            }
        }
    }

    /** Reports all that nobody has retrieved so far. */
    void reportAll() {
        var all = List.copyOf(watched);
        watched.clear();
        for (var gone : all) {
            report(gone);
        }
    }

    private void report(Watched gone) {
        if (!gone.failed.retrieved) {
            gone.failed.retrieved = true;
            report(gone.name, gone.origin, gone.failed.exception);
        }
    }

    /** Gives what a callback threw to the handler. */
    void report(String name, Throwable failure) {
        report(name, null, failure);
    }

    private void report(String name, @Nullable Object origin, Throwable failure) {
        var task = Task.failed(loop, name, origin, failure);
        var outerTask = loop.currentTask();
        loop.tasks.run(null);
        try {
            handler.handle(task, failure);
        } catch (Throwable e) {
            e.addSuppressed(failure);
            FailureHandler.LOG.handle(task, e);
        } finally {
            loop.tasks.run(outerTask);
        }
    }
}
