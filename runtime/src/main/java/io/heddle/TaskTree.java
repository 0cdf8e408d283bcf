package io.heddle;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Who waits for what, as a text for people. The tasks that nobody awaits stand at the margin, and under each task stand
 * those that it waits for:
 *
 * <pre>
 * Task-1 waits for gather, at Shop.main(Shop.java:12)
 *   Task-2 waits for sleep, at Shop.price(Shop.java:30)
 *   Task-3 is ready
 * </pre>
 */
final class TaskTree {
    private final StringBuilder text = new StringBuilder();
    private final Set<Object> shown = Collections.newSetFromMap(new IdentityHashMap<>());

    private TaskTree() {}

    static String of(List<Task<?>> tasks) {
        var tree = new TaskTree();
        var awaited = new HashSet<Source<?>>();
        for (var task : tasks) {
            var wait = task.awaited();
            if (wait != null) {
                awaited.addAll(wait.sources());
            }
        }
        for (var task : tasks) {
            if (!awaited.contains(task)) {
                tree.add(task, 0);
            }
        }
        for (var task : tasks) { // what is left waits in a circle
            if (!tree.shown.contains(task)) {
                tree.add(task, 0);
            }
        }
        return tree.text.toString();
    }

    private void add(Task<?> task, int depth) {
        text.append("  ".repeat(depth)).append(task.name()).append(' ').append(stateOf(task));
        if (!shown.add(task)) {
            text.append(" (see above)\n");
            return;
        }
        var line = task.awaitedAt();
        if (line != null) {
            text.append(", at ").append(line);
        }
        text.append('\n');
        var wait = task.awaited();
        if (wait != null) {
            for (var source : wait.sources()) {
                if (source instanceof Task<?> child && !child.isDone()) {
                    add(child, depth + 1);
                }
            }
        }
    }

    /** What the task is doing, to stand behind its name. */
    static String stateOf(Task<?> task) {
        var wait = task.awaited();
        if (wait != null) {
            return "waits for " + wait.describe();
        }
        return switch (task.phaseNow()) {
            case TaskCore.NEW -> "has not begun";
            case TaskCore.RUNNING -> "is running";
            case TaskCore.READY -> "is ready";
            case TaskCore.SUCCEEDED -> "is done";
            case TaskCore.FAILED -> "has failed";
            default -> "was cancelled";
        };
    }
}
