package io.heddle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What runs next: tasks and callbacks, first come, first served. A ring that grows by doubling; one thread only. Adding
 * and taking a task allocates nothing.
 *
 * <p>The ring holds numbers: of a task, its place in the loop's {@link TaskList}; for a callback, that it is the next one
 * of the {@code callbacks}. A reference from an old ring to a task is dear, since the garbage collector has to be told of it.
 *
 * <pre>
 *   tasks       a  b  -  c          ring    3  CALLBACK  0        c, then f, then a
 *   callbacks   f
 * </pre>
 */
final class ReadyQueue {
    private static final int INITIAL = 64;
    private static final int CALLBACK = TaskList.NOWHERE;

    private final TaskList list;
    private final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();
    private int[] ring = new int[INITIAL];
    private int head;
    private int size;

    ReadyQueue(TaskList list) {
        this.list = list;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds a task of the list, or a {@link Runnable}, at the end. */
    void add(Object entry) {
        if (size == ring.length) {
            resize(ring.length * 2);
        }
        var number = CALLBACK;
        if (entry instanceof Task<?> task) {
            number = task.place;
        } else {
            callbacks.add((Runnable) entry);
        }
        ring[index(size++)] = number;
    }

    /** Takes the first entry; null where there is none. */
    @Nullable
    Object poll() {
        if (size == 0) {
            return null;
        }
        var number = ring[head];
        head = (head + 1) & (ring.length - 1);
        size--;
        return number == CALLBACK ? callbacks.poll() : list.at(number);
    }

    /** Whether a task is all that there is. */
    boolean isOneTask() {
        return size == 1 && startsWithTask();
    }

    /**
     * Takes the task that is all that there is.
     *
     * @param likely a task of the same loop that most often is the one, and is then not looked up in the list
     */
    Task<?> pollOnly(@Nullable Task<?> likely) {
        var number = ring[head];
        head = 0;
        size = 0;
        return likely != null && likely.place == number ? likely : Cast.known(list.at(number));
    }

    /** Gives back the memory of a burst that is over. */
    void trim() {
        if (size == 0 && ring.length > INITIAL) {
            resize(INITIAL);
        }
    }

    /** The tasks are about to move from their old places to those that they know of. */
    void renumber() {
        for (var i = 0; i < size; i++) {
            var task = taskAt(i);
            if (task != null) {
                ring[index(i)] = task.place;
            }
        }
    }

    /** Puts the tasks among the entries into random order; callbacks stay where they are. */
    void shuffleTasks(RandomGenerator random) {
        var places = new int[size];
        var count = 0;
        for (var i = 0; i < size; i++) {
            if (ring[index(i)] != CALLBACK) {
                places[count++] = index(i);
            }
        }
        for (var i = count - 1; i > 0; i--) {
            var j = random.nextInt(i + 1);
            var number = ring[places[i]];
            ring[places[i]] = ring[places[j]];
            ring[places[j]] = number;
        }
    }

    boolean startsWithTask() {
        return ring[head] != CALLBACK;
    }

    /** The tasks among the entries, in their order. */
    List<Task<?>> tasks() {
        var tasks = new ArrayList<Task<?>>();
        for (var i = 0; i < size; i++) {
            var task = taskAt(i);
            if (task != null) {
                tasks.add(task);
            }
        }
        return tasks;
    }

    /** Puts {@code task}, which must be there, before all others. */
    void moveToFront(Task<?> task) {
        var displaced = ring[head];
        ring[head] = task.place;
        for (var i = 1; displaced != task.place; i++) {
            var next = ring[index(i)];
            ring[index(i)] = displaced;
            displaced = next;
        }
    }

    private @Nullable Task<?> taskAt(int i) {
        var number = ring[index(i)];
        return number == CALLBACK ? null : list.at(number);
    }

    private int index(int i) {
        return (head + i) & (ring.length - 1);
    }

    private void resize(int capacity) {
        var resized = new int[capacity];
        var first = Math.min(size, ring.length - head);
        System.arraycopy(ring, head, resized, 0, first);
        System.arraycopy(ring, 0, resized, first, size - first);
        ring = resized;
        head = 0;
    }
}
