package io.heddle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all tasks of this JVM were doing at one moment: who awaits whom, where, for how long. {@link Task#dump()} is the
 * tree in short.
 *
 * <p>Any thread may ask. Each loop is asked to look at its own tasks; one that does not answer within a quarter of a
 * second is held by a step, which the dump then shows. Methods that were called off any loop, and have waited since, are
 * listed together behind the loops, under their names. Ages and waits are told to a few per cent: nothing is measured for
 * them.
 *
 * <p>Immutable.
 */
public final class TaskDump {
    private final List<LoopSnapshot> loops;

    TaskDump(List<LoopSnapshot> loops) {
        this.loops = loops;
    }

    /** Looks at all loops now; takes a quarter of a second where one is held. */
    public static TaskDump now() {
        return new TaskDump(LoopSnapshot.ofAll(Loops.all()));
    }

    /** Looks at one loop now, as {@link #now} does. */
    public static TaskDump of(EventLoop loop) {
        return new TaskDump(LoopSnapshot.ofAll(List.of((LoopCore) loop)));
    }

    /**
     * For people: the tasks that nobody awaits stand at the margin, under each one stand the awaits on its stack and the
     * tasks that it waits for. Tasks that wait for each other in a circle come first.
     */
    public String tree() {
        return TaskTree.of(this);
    }

    /** For people: one line for each task. */
    public String table() {
        return TaskTable.of(this);
    }

    /**
     * For programs: an object with {@code loops}, each with a {@code name}, the trace that holds it ({@code held}), and its
     * {@code tasks}: {@code id}, {@code name}, {@code state}, {@code ageMillis}, {@code waitingMillis} (null where it does
     * not wait), {@code spawnedAt} (null where that is not known), {@code trace} and {@code awaits}, ids of tasks; and
     * {@code cycles}, lists of ids. An id holds within one dump.
     */
    public String json() {
        return TaskJson.of(this);
    }

    List<LoopSnapshot> loops() {
        return loops;
    }

    List<TaskSnapshot> tasks() {
        return loops.stream().flatMap(loop -> loop.tasks().stream()).toList();
    }

    Map<Task<?>, TaskSnapshot> byTask() {
        var byTask = new HashMap<Task<?>, TaskSnapshot>();
        tasks().forEach(snapshot -> byTask.put(snapshot.task(), snapshot));
        return byTask;
    }

    @Override
    public String toString() {
        return tree();
    }
}
