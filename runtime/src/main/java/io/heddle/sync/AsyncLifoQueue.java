package io.heddle.sync;

import java.util.ArrayDeque;
import java.util.Collections;

/**
 * A queue that gives its newest element first.
 *
 * @param <T> the type of the elements
 */
public final class AsyncLifoQueue<T> extends AsyncQueue<T> {
    /** An empty queue without a limit. */
    public AsyncLifoQueue() {
        this(0);
    }

    /** An empty queue for at most {@code capacity} elements; zero or less means that there is no limit. */
    public AsyncLifoQueue(int capacity) {
        super(capacity, Collections.asLifoQueue(new ArrayDeque<>()));
    }
}
