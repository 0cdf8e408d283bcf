package io.heddle.sync;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A queue that gives its least element first. Equal elements come in any order.
 *
 * @param <T> the type of the elements
 */
public final class AsyncPriorityQueue<T> extends AsyncQueue<T> {
    /** An empty queue without a limit; the elements are {@link Comparable}. */
    public AsyncPriorityQueue() {
        this(0);
    }

    /** An empty queue for at most {@code capacity} elements, which are {@link Comparable}; zero or less: no limit. */
    public AsyncPriorityQueue(int capacity) {
        super(capacity, new PriorityQueue<>());
    }

    /** An empty queue without a limit, in the order of {@code comparator}. */
    public AsyncPriorityQueue(Comparator<? super T> comparator) {
        this(comparator, 0);
    }

    /** An empty queue for at most {@code capacity} elements, in the order of {@code comparator}; zero or less: no limit. */
    public AsyncPriorityQueue(Comparator<? super T> comparator, int capacity) {
        super(capacity, new PriorityQueue<>(comparator));
    }
}
