package io.heddle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop that are not done, oldest first: what keeps a task alive that nobody else holds. Each task knows its
 * place; where one has ended there is a hole, until the list would have to grow:
 *
 * <pre>
 *   add(d)       a b c d
 *   remove(b)    a - c d
 *   add(e)       a c d e       where there are four places; those of c and d have changed
 * </pre>
 *
 * <p>An array, because adding writes a single reference to the heap; that is dear where a task lives for some nanoseconds.
 * Who is ready and who is running is noted as places here, because numbers cost nothing to write.
 */
final class TaskList {
    /** The place of a task that has ended. */
    static final int NOWHERE = -1;

    private static final int SMALLEST = 16;

    /** Names its tasks by their places here. */
    final ReadyQueue ready = new ReadyQueue(this);

    private @Nullable Task<?>[] places = new Task<?>[SMALLEST];
    /** Behind the youngest task. */
    private int end;

    /** How many places before {@link #end} are free; none where that is zero. */
    private int holes;

    /** The place of the task whose step is running. */
    private int running = NOWHERE;

    boolean isEmpty() {
        return end == 0;
    }

    /** For how many tasks, ended ones among them, there is room. */
    int capacity() {
        return places.length;
    }

    /** The task at a place; null where it has ended. */
    @Nullable
    Task<?> at(int place) {
        return places[place];
    }

    /** The task whose step is running; null where there is none, or it has ended in that step. */
    @Nullable
    Task<?> running() {
        return running == NOWHERE ? null : places[running];
    }

    /** The step of {@code task} begins; null for none. */
    void run(@Nullable Task<?> task) {
        running = task == null ? NOWHERE : task.place;
    }

    void add(Task<?> task) {
        if (end == places.length) {
            moveInto(holes >= end / 2 ? places : new Task<?>[2 * end]);
        }
        task.place = end;
        places[end++] = task;
    }

    void remove(Task<?> task) {
        places[task.place] = null;
        if (task.place == end - 1) {
            end--;
        } else {
            holes++;
        }
        if (task.place == running) {
            running = NOWHERE;
        }
        task.place = NOWHERE;
        if (end == holes) {
            end = 0;
            holes = 0;
        }
    }

    /** Gives back the memory of a burst that is over. */
    void trim() {
        var size = size();
        if (places.length > SMALLEST && size <= places.length / 8) {
            moveInto(new Task<?>[Math.max(SMALLEST, 2 * size)]);
        }
    }

    private int size() {
        return end - holes;
    }

    /** Closes the holes. */
    private void moveInto(@Nullable Task<?>[] target) {
        var source = places;
        var current = running();
        var count = 0;
        for (var i = 0; i < end; i++) {
            var task = source[i];
            if (task != null) {
                task.place = count++;
            }
        }
        ready.renumber();
        run(current);
        for (var i = 0; i < end; i++) {
            var task = source[i];
            if (task != null) {
                source[i] = null;
                target[task.place] = task;
            }
        }
        places = target;
        end = count;
        holes = 0;
    }

    /**
     * The task of that number; null where it has ended. Asked by other threads as {@link #copy} may be.
     *
     * @param place where it stood once, and most often still does
     */
    @Nullable
    Task<?> find(int number, int place) {
        var current = places;
        var likely = place >= 0 && place < current.length ? current[place] : null;
        if (likely != null && likely.number() == number) {
            return likely;
        }
        for (var task : current) {
            if (task != null && task.number() == number) {
                return task;
            }
        }
        return null;
    }

    /** Those that are there now. Asked by another thread, of a loop that does not answer, it may miss some. */
    List<Task<?>> copy() {
        var copy = new ArrayList<Task<?>>(size());
        for (var task : places) {
            if (task != null) {
                copy.add(task);
            }
        }
        return copy;
    }
}
