package io.heddle.interop;

import io.heddle.AsyncIterable;
import io.heddle.EventLoop;
import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * Reactive streams as async iteration, and the other way round; with back-pressure in both directions. What is a {@code
 * Publisher} of {@code org.reactivestreams} becomes one of the JDK's by its {@code FlowAdapters}.
 */
public final class Flows {
    private static final int PREFETCH = 32;

    private Flows() {}

    /** As {@link #elementsOf(Flow.Publisher, int)}, with 32 elements ahead. */
    public static <T> AsyncIterable<T> elementsOf(Flow.Publisher<? extends T> publisher) {
        return elementsOf(publisher, PREFETCH);
    }

    /**
     * What {@code publisher} publishes, to be iterated. Each iterator subscribes when it is asked for its first element; it
     * fails with what the publisher fails with, once the elements before that have been taken. Closing it cancels the
     * subscription. One task at a time uses an iterator.
     *
     * @param prefetch how many elements are asked for before they are needed, 1 at least; so many may be waiting in memory
     */
    public static <T> AsyncIterable<T> elementsOf(Flow.Publisher<? extends T> publisher, int prefetch) {
        Objects.requireNonNull(publisher, "publisher");
        if (prefetch < 1) {
            throw new IllegalArgumentException("prefetch is " + prefetch + ", and must be 1 at least");
        }
        return () -> new SubscriberIterator<>(publisher, prefetch);
    }

    /**
     * Publishes {@code elements}. Each subscriber gets an iteration of its own, in a task on {@code loop}, which takes an
     * element when the subscriber has asked for it and no earlier. A failure of the iteration goes to the subscriber, and so
     * does the end of the loop; where the subscriber cancels, the iterator is closed. Thread-safe, as long as
     * {@code elements} may be iterated on {@code loop} several times at once.
     */
    public static <T> Flow.Publisher<T> publisherOf(AsyncIterable<? extends T> elements, EventLoop loop) {
        return new IterablePublisher<>(
                Objects.requireNonNull(elements, "elements"), Objects.requireNonNull(loop, "loop"));
    }
}
