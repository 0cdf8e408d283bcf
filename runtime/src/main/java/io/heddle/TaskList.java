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
 */
final class TaskList {
    private static final int SMALLEST = 16;

    private @Nullable Task<?>[] places = new Task<?>[SMALLEST];
    /** Behind the youngest task. */
    private int end;

    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** For how many tasks, ended ones among them, there is room. */
    int capacity() {
        return places.length;
    }

    void add(Task<?> task) {
        if (end == places.length) {
            moveInto(size <= end / 2 ? places : new Task<?>[2 * end]);
        }
        task.place = end;
        places[end++] = task;
        size++;
    }

    void remove(Task<?> task) {
        places[task.place] = null;
        if (task.place == end - 1) {
            end--;
        }
        if (--size == 0) {
            end = 0;
        }
    }

    /** Gives back the memory of a burst that is over. */
    void trim() {
        if (places.length > SMALLEST && size <= places.length / 8) {
            moveInto(new Task<?>[Math.max(SMALLEST, 2 * size)]);
        }
    }

    /** Closes the holes. */
    private void moveInto(@Nullable Task<?>[] target) {
        var source = places;
        var count = 0;
        for (var i = 0; i < end; i++) {
            var task = source[i];
            if (task != null) {
                source[i] = null;
                task.place = count;
                target[count++] = task;
            }
        }
        places = target;
        end = count;
    }

    /** Those that are there now. Asked by another thread, of a loop that does not answer, it may miss some. */
    List<Task<?>> copy() {
        var copy = new ArrayList<Task<?>>(size);
        for (var task : places) {
            if (task != null) {
                copy.add(task);
            }
        }
        return copy;
    }
}
