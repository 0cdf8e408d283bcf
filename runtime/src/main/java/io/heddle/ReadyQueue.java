package io.heddle;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What runs next: tasks and callbacks, first come, first served. A ring that grows by doubling; one thread only. Adding
 * and taking allocate nothing.
 */
final class ReadyQueue {
    private static final int INITIAL = 64;

    private @Nullable Object[] ring = new Object[INITIAL];
    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds a task or a {@link Runnable} at the end. */
    void add(Object entry) {
        if (size == ring.length) {
            resize(ring.length * 2);
        }
        ring[(head + size++) & (ring.length - 1)] = entry;
    }

    /** Takes the first entry; null where there is none. */
    @Nullable
    Object poll() {
        if (size == 0) {
            return null;
        }
        var entry = ring[head];
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        size--;
        return entry;
    }

    /** Gives back the memory of a burst that is over. */
    void trim() {
        if (size == 0 && ring.length > INITIAL) {
            resize(INITIAL);
        }
    }

    /** Puts the tasks among the entries into random order; callbacks stay where they are. */
    void shuffleTasks(RandomGenerator random) {
        var places = new int[size];
        var count = 0;
        for (var i = 0; i < size; i++) {
            var place = (head + i) & (ring.length - 1);
            if (ring[place] instanceof Task<?>) {
                places[count++] = place;
            }
        }
        for (var i = count - 1; i > 0; i--) {
            var j = random.nextInt(i + 1);
            var entry = ring[places[i]];
            ring[places[i]] = ring[places[j]];
            ring[places[j]] = entry;
        }
    }

    boolean startsWithTask() {
        return ring[head] instanceof Task<?>;
    }

    /** The tasks among the entries, in their order. */
    List<Task<?>> tasks() {
        var tasks = new ArrayList<Task<?>>();
        for (var i = 0; i < size; i++) {
            if (ring[(head + i) & (ring.length - 1)] instanceof Task<?> task) {
                tasks.add(task);
            }
        }
        return tasks;
    }

    /** Puts {@code entry}, which must be there, before all others. */
    void moveToFront(Object entry) {
        var displaced = ring[head];
        ring[head] = entry;
        for (var i = 1; displaced != entry; i++) {
            var place = (head + i) & (ring.length - 1);
            var next = ring[place];
            ring[place] = displaced;
            displaced = next;
        }
    }

    private void resize(int capacity) {
        var resized = new Object[capacity];
        for (var i = 0; i < size; i++) {
            resized[i] = ring[(head + i) & (ring.length - 1)];
        }
        ring = resized;
        head = 0;
    }
}
