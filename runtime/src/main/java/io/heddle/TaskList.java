package io.heddle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop that are not done, oldest first; linked through the tasks themselves. It is what keeps a task
 * alive that nobody else holds.
 */
final class TaskList {
    private @Nullable Task<?> first;
    private @Nullable Task<?> last;

    boolean isEmpty() {
        return first == null;
    }

    void add(Task<?> task) {
        task.previous = last;
        if (last == null) {
            first = task;
        } else {
            last.next = task;
        }
        last = task;
    }

    void remove(Task<?> task) {
        if (task.previous == null) {
            first = task.next;
        } else {
            task.previous.next = task.next;
        }
        if (task.next == null) {
            last = task.previous;
        } else {
            task.next.previous = task.previous;
        }
        task.previous = null;
        task.next = null;
    }

    List<Task<?>> copy() {
        var copy = new ArrayList<Task<?>>();
        for (var task = first; task != null; task = task.next) {
            copy.add(task);
        }
        return copy;
    }
}
