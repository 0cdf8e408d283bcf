package io.heddle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** Waits for some of the tasks, and changes nothing about any. */
final class WaitFor extends Many {
    private final Until until;

    WaitFor(Object[] tasks, Until until) {
        super(tasks);
        this.until = until;
    }

    /** When to go on. */
    enum Until {
        FIRST,
        FAILURE,
        ALL
    }

    /** A coroutine for it; a task that is given twice counts once. */
    static <T extends @Nullable Object> Coroutine<Completed<T>> coroutine(
            String name, Collection<? extends Task<? extends T>> tasks, Until until) {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException(name + "(..) of no tasks");
        }
        return new Combined<>(name, new LinkedHashSet<>(tasks).toArray(), distinct -> new WaitFor(distinct, until));
    }

    @Override
    boolean passesOn() {
        return false;
    }

    @Override
    boolean isEnough(Source<?> ended) {
        return switch (until) {
            case FIRST -> true;
            case FAILURE -> ended.outcome() instanceof Ending.Failed;
            case ALL -> false;
        };
    }

    @Override
    Object result() {
        var done = new ArrayList<Task<@Nullable Object>>();
        var pending = new ArrayList<Task<@Nullable Object>>();
        for (var child : children()) {
            Task<@Nullable Object> task = Cast.to(child);
            (task.isDone() ? done : pending).add(task);
        }
        return new Completed<>(done, pending);
    }

    @Override
    String describe() {
        return switch (until) {
            case FIRST -> "the first task to end";
            case FAILURE -> "the first task to fail";
            case ALL -> "tasks to end";
        };
    }
}
