package io.heddle;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a task was doing at one moment.
 *
 * @param task tells it from others, no more: it has gone on since
 * @param state as {@code waits for sleep}
 * @param waiting for how long; null where it does not wait
 * @param age since it was spawned
 * @param trace the awaits on its stack, innermost first
 * @param origin where it was spawned, as {@link CallSite} knows places; null where that is not known
 * @param awaits the tasks that it waits for and that are not done
 */
record TaskSnapshot(
        Task<?> task,
        String name,
        String state,
        @Nullable Duration waiting,
        Duration age,
        List<StackTraceElement> trace,
        @Nullable Object origin,
        List<Task<?>> awaits) {

    /** By the thread of the task's loop, or while that is stuck. */
    static TaskSnapshot of(Task<?> task) {
        return of(task, task.awaits(), task.origin());
    }

    /**
     * The task of a body that runs off any loop: nobody has spawned it.
     *
     * @param running where its code is; empty where it waits
     */
    static TaskSnapshot offLoop(Task<?> task, List<StackTraceElement> running) {
        return of(task, running.isEmpty() ? task.awaits() : running, null);
    }

    private static TaskSnapshot of(Task<?> task, List<StackTraceElement> trace, @Nullable Object origin) {
        var wait = task.awaited();
        return new TaskSnapshot(
                task,
                task.name(),
                answerOr("?", task::stateInWords),
                wait == null ? null : task.waiting(),
                task.age(),
                trace,
                origin,
                wait == null ? List.of() : answerOr(List.of(), () -> unfinished(wait)));
    }

    /** A loop that is held may change what it is asked about, and a program's {@code toString} may throw: a dump goes on. */
    private static <A> A answerOr(A otherwise, Supplier<A> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return otherwise;
        }
    }

    private static List<Task<?>> unfinished(Wait wait) {
        return wait.sources().stream()
                .filter(source -> source instanceof Task<?> && !source.isDone())
                .<Task<?>>map(source -> (Task<?>) source)
                .distinct()
                .toList();
    }
}
