package io.heddle;

import io.heddle.rt.Ctx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they end. They report here, and lie in a queue until they are asked for; so none is lost
 * where the consumer is cancelled, or is slower than they are.
 */
final class AsCompleted<T extends @Nullable Object> implements AsyncIterator<Task<T>>, Listener {
    private final Object[] awaitables;
    private final HasNext hasNext = new HasNext(this::advance);
    private final Set<Source<?>> open = new LinkedHashSet<>();
    private final Queue<Task<T>> ended = new ArrayDeque<>();
    private boolean begun;
    private @Nullable Task<?> waiter;

    /** What gives {@code awaitables}; one that is given twice counts once. */
    AsCompleted(Object[] awaitables) {
        this.awaitables = new LinkedHashSet<>(List.of(awaitables)).toArray();
    }

    @Override
    public Coroutine<Boolean> hasNextAsync() {
        return hasNext;
    }

    private @Nullable Object advance(Ctx t) {
        var loop = LoopCore.taskOf(t).loop;
        if (!begun) {
            loop.checkSpawns("asCompleted(..)");
            Children.claim(awaitables);
            if (awaitables.length > 0 && Children.noneDone(awaitables)) {
                return LoopCore.suspend(t, new ForNext()); // which knows where it is awaited
            }
            begin(loop, loop.origin());
        }
        if (waiter != null) {
            throw new IllegalStateException("hasNextAsync() of asCompleted(..) while " + waiter.name()
                    + " waits for it: one call after the other");
        }
        return ended.isEmpty() && !open.isEmpty() ? LoopCore.suspend(t, new ForNext()) : !ended.isEmpty();
    }

    /**
     * Tasks are taken as they are; the rest become tasks.
     *
     * @param origin where the first one is awaited, for the tasks; null where that is not known
     */
    private void begin(LoopCore loop, @Nullable Object origin) {
        begun = true;
        var tasks = new ArrayList<Task<T>>();
        for (var child : Children.start(loop, awaitables, origin)) {
            tasks.add(
                    child instanceof Task<?> task
                            ? Cast.to(task)
                            : child instanceof Done<?> done
                                    ? Cast.to(Task.completed(done.value()))
                                    : loop.spawn(new Awaiting<T>(Cast.to(child)), origin));
        }
        open.addAll(tasks);
        for (var task : tasks) {
            task.listen(loop, this);
        }
    }

    @Override
    public void ended(Source<?> source) {
        if (open.remove(source)) {
            ended.add(Cast.to(source));
            wakeWaiter();
        }
    }

    private void wakeWaiter() {
        var awake = waiter;
        waiter = null;
        if (awake != null) {
            awake.wake();
        }
    }

    @Override
    public Task<T> next() {
        var task = ended.poll();
        if (task == null) {
            throw new NoSuchElementException("next() where hasNext() has found no element");
        }
        return task;
    }

    /** The tasks run on, and nobody waits for them here any more. */
    @Override
    public Coroutine<Void> closeAsync() {
        return Coroutines.async(() -> {
            begun = true;
            open.forEach(source -> source.unlisten(this));
            open.clear();
            ended.clear();
            return Coroutines.done();
        });
    }

    /** Ends when another task has; a cancellation is not passed on. */
    private final class ForNext extends Wait {
        @Override
        void register(Task<?> task) {
            waiter = task;
            if (!begun) {
                begin(task.loop, task.awaitedAt());
            }
        }

        @Override
        boolean cancel(Task<?> task, CancelRequest request, CancelWalk walk) {
            wakeWaiter();
            return false;
        }

        @Override
        void detach(Task<?> task) {
            waiter = null;
        }

        @Override
        Object outcome() {
            return true;
        }

        @Override
        List<Source<?>> sources() {
            return List.copyOf(open);
        }

        @Override
        boolean endsFromOutside() {
            return open.stream().anyMatch(Source::endsFromOutside);
        }

        @Override
        String describe() {
            return "the next task to end";
        }
    }
}
