package io.heddle;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who waits for what, as a text for people:
 *
 * <pre>
 * event loop main, 3 tasks
 *   Task-1 waits for gather, for 1s, 1s old
 *       at Shop.main(Shop.java:12)
 *     Task-2 waits for sleep, for 1s, 1s old, spawned at Shop.main(Shop.java:12)
 *         at Shop.price(Shop.java:30)
 *     Task-3 is ready, 1s old, spawned at Shop.main(Shop.java:12)
 * </pre>
 */
final class TaskTree {
    /** What stands deeper is shown at the margin, behind the rest. */
    private static final int DEEPEST = 64;

    private final StringBuilder text = new StringBuilder();
    private final Set<TaskSnapshot> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Task<?>, TaskSnapshot> byTask;

    private TaskTree(TaskDump dump) {
        byTask = dump.byTask();
    }

    static String of(TaskDump dump) {
        var tree = new TaskTree(dump);
        Cycles.in(dump).forEach(tree::addCycle);
        var awaited = new HashSet<Task<?>>();
        dump.tasks().forEach(task -> awaited.addAll(task.awaits()));
        for (var loop : dump.loops()) {
            tree.addLoop(loop, awaited);
        }
        return tree.text.isEmpty() ? "no tasks\n" : tree.text.toString();
    }

    private void addCycle(List<TaskSnapshot> cycle) {
        text.append(cycle.size() == 1 ? "a task waits for itself" : cycle.size() + " tasks wait for each other")
                .append(":\n");
        for (var i = 0; i < cycle.size(); i++) {
            var task = cycle.get(i);
            text.append("  ").append(task.name());
            task.trace().stream()
                    .findFirst()
                    .ifPresent(place -> text.append(", at ").append(place).append(','));
            text.append(' ').append(task.state());
            var next = cycle.get((i + 1) % cycle.size()).name();
            if (!task.state().endsWith(next)) {
                text.append(" (").append(next).append(')');
            }
            text.append('\n');
        }
    }

    private void addLoop(LoopSnapshot loop, Set<Task<?>> awaited) {
        var count = loop.tasks().size();
        text.append(loop.loop()).append(", ").append(count).append(count == 1 ? " task" : " tasks");
        if (!loop.held().isEmpty()) {
            text.append(", does not answer; it is held here:");
        }
        text.append('\n');
        addTrace(loop.held(), 1);
        for (var task : loop.tasks()) {
            if (!awaited.contains(task.task())) {
                add(task, 1);
            }
        }
        for (var task : loop.tasks()) { // what is left waits in a circle, or too deep
            if (!shown.contains(task)) {
                add(task, 1);
            }
        }
    }

    private void add(TaskSnapshot task, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        text.append("  ".repeat(depth)).append(task.name()).append(' ').append(task.state());
        if (!shown.add(task)) {
            text.append(" (see above)\n");
            return;
        }
        if (task.waiting() != null) {
            text.append(", for ").append(Durations.words(task.waiting()));
        }
        text.append(", ").append(Durations.words(task.age())).append(" old");
        if (task.origin() != null) {
            text.append(", spawned at ").append(task.origin());
        }
        text.append('\n');
        addTrace(task.trace(), depth);
        for (var child : task.awaits()) {
            var snapshot = byTask.get(child);
            if (snapshot != null) {
                add(snapshot, depth + 1);
            }
        }
    }

    private void addTrace(List<StackTraceElement> trace, int depth) {
        for (var place : trace) {
            text.append("  ".repeat(depth + 2)).append("at ").append(place).append('\n');
        }
    }
}
