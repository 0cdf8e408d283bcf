package io.heddle;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sees to it that an async generator which nobody closes is closed nonetheless. A run is watched from its first element on:
 * when its iterator has become unreachable, nobody will ever ask for another one, and a task is spawned that closes it, with
 * the context variables of whoever began it. Those that are left when the loop closes are closed then.
 *
 * <p>What the body has in hand keeps the run alive, but must not lead to the iterator; a body that holds its own iterator is
 * closed by the shutdown alone.
 */
final class GeneratorWatch {
    private final LoopCore loop;
    private final ReferenceQueue<AsyncIterator<?>> unreachable = new ReferenceQueue<>();
    private final Map<GeneratorRun<?>, Watched> open = new LinkedHashMap<>();

    GeneratorWatch(LoopCore loop) {
        this.loop = loop;
    }

    /** A run that has begun; holds it, but not its iterator. */
    private static final class Watched extends PhantomReference<AsyncIterator<?>> {
        final GeneratorRun<?> run;
        final Context context;

        Watched(AsyncIterator<?> iterator, GeneratorRun<?> run, ReferenceQueue<AsyncIterator<?>> queue) {
            super(iterator, queue);
            this.run = run;
            this.context = ThreadState.get().context();
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** {@code run} begins, for the consumer who holds {@code iterator}. */
    void watch(GeneratorRun<?> run, AsyncIterator<?> iterator) {
        open.put(run, new Watched(iterator, run, unreachable));
    }

    /** {@code run} has ended. */
    void forget(GeneratorRun<?> run) {
        open.remove(run);
    }

    /** Closes the runs whose iterators have become unreachable. */
    void closeUnreachable() {
        for (var gone = unreachable.poll(); gone != null; gone = unreachable.poll()) {
            var run = ((Watched) gone).run;
            if (open.containsKey(run)) {
                run.abandon();
            }
        }
    }

    /** Spawns a task that closes {@code run}, which nobody holds any more. */
    void close(GeneratorRun<?> run) {
        var watched = open.get(run);
        if (watched != null) {
            close(watched);
        }
    }

    private Task<?> close(Watched watched) {
        var thread = ThreadState.get();
        var outerContext = thread.context();
        thread.switchTo(watched.context);
        try {
            return loop.spawnClaimed(new GeneratorClose(watched.run), null).named("the closing of an async generator");
        } finally {
            thread.switchTo(outerContext);
        }
    }

    /** Spawns tasks that close all that are left. */
    List<Task<?>> closeAll() {
        var tasks = new ArrayList<Task<?>>();
        // By its values alone: a map that a removal has left for want of stack shows keys that it doesn't find.
        open.values().forEach(watched -> tasks.add(close(watched)));
        open.clear();
        return tasks;
    }
}
