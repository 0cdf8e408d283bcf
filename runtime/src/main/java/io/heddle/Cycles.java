package io.heddle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the circles in who waits for whom: a walk down every await that meets the path on which it came. It is a loop and
 * no recursion, for chains of tasks may be long.
 */
final class Cycles {
    private final Map<Task<?>, TaskSnapshot> byTask;
    private final Set<TaskSnapshot> finished = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<TaskSnapshot> path = new ArrayList<>();
    /** Where each task of the path stands in it. */
    private final IdentityHashMap<TaskSnapshot, Integer> positions = new IdentityHashMap<>();

    private final Deque<Iterator<Task<?>>> branches = new ArrayDeque<>();
    private final List<List<TaskSnapshot>> cycles = new ArrayList<>();

    private Cycles(TaskDump dump) {
        byTask = dump.byTask();
    }

    /** Each circle in the order of waiting, from the task of it that was met first. */
    static List<List<TaskSnapshot>> in(TaskDump dump) {
        var walk = new Cycles(dump);
        dump.tasks().forEach(walk::from);
        return walk.cycles;
    }

    private void from(TaskSnapshot start) {
        enter(start);
        while (!branches.isEmpty()) {
            if (branches.getLast().hasNext()) {
                var next = byTask.get(branches.getLast().next());
                if (next != null) {
                    enter(next);
                }
            } else {
                branches.removeLast();
                var last = path.remove(path.size() - 1);
                positions.remove(last);
                finished.add(last);
            }
        }
    }

    private void enter(TaskSnapshot task) {
        var before = positions.get(task);
        if (before != null) {
            cycles.add(List.copyOf(path.subList(before, path.size())));
        } else if (!finished.contains(task)) {
            positions.put(task, path.size());
            path.add(task);
            branches.addLast(task.awaits().iterator());
        }
    }
}
