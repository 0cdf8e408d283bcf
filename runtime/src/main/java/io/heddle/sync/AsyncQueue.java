package io.heddle.sync;

import io.heddle.AsyncIterable;
import io.heddle.AsyncIterator;
import io.heddle.Coroutine;
import io.heddle.Task;
import io.heddle.Turn;
import io.heddle.WaitQueue;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Elements on their way from some tasks to others, as asyncio's {@code Queue}: first in, first out, and no more than its
 * capacity at a time.
 *
 * <p>An element that a waiting {@link #get} has been woken for, and room that a waiting {@link #put} has been woken for,
 * are promised: {@link #size} and {@link #poll}, {@link #isFull} and {@link #offer} count them as taken. The element stays
 * in its place until the task goes on, so where that is cancelled first, the next one gets it.
 *
 * <p>In an {@code @Async} method, {@code for (T x : queue)} gets elements until the queue has been shut down and is empty.
 *
 * @param <T> the type of the elements, which are never null
 */
public class AsyncQueue<T> implements AsyncIterable<T> {
    @SuppressWarnings("this-escape") // it is only remembered, for people
    private final WaitQueue<Taking<?, T>> getters = new WaitQueue<>(this);

    private final WaitQueue<Put<T>> putters = getters.sibling();
    private final WaitQueue<Join> joiners = getters.sibling();
    private final Queue<T> elements;
    private final int capacity;
    private int promisedElements;
    private int promisedRoom;
    private int unfinished;
    private boolean shutDown;

    /** An empty queue without a limit. */
    public AsyncQueue() {
        this(0);
    }

    /** An empty queue for at most {@code capacity} elements; zero or less means that there is no limit. */
    public AsyncQueue(int capacity) {
        this(capacity, new ArrayDeque<>());
    }

    /**
     * An empty queue.
     *
     * @param elements keeps the elements, and knows their order
     */
    AsyncQueue(int capacity, Queue<T> elements) {
        this.capacity = capacity;
        this.elements = elements;
    }

    /**
     * Waits until there is room for {@code element}, and adds it. The await throws a {@link QueueShutDownException} where
     * the queue is shut down before.
     */
    public Coroutine<Void> put(T element) {
        return new Put<>(this, Objects.requireNonNull(element, "element"));
    }

    /**
     * Waits until there is an element, and takes it. The await throws a {@link QueueShutDownException} where the queue is
     * shut down, or is shut down meanwhile, and has no element left.
     */
    public Coroutine<T> get() {
        return new Get<>(this);
    }

    /**
     * Adds {@code element} where there is room.
     *
     * @return false where there is none
     * @throws QueueShutDownException where the queue is shut down
     */
    public boolean offer(T element) {
        Objects.requireNonNull(element, "element");
        getters.check("AsyncQueue.offer(..)");
        if (shutDown) {
            throw refused();
        }
        if (isFull()) {
            return false;
        }
        add(element);
        return true;
    }

    /**
     * Takes an element where there is one.
     *
     * @return null where there is none
     * @throws QueueShutDownException where the queue is shut down and empty
     */
    public @Nullable T poll() {
        putters.check("AsyncQueue.poll()");
        if (isAtEnd()) {
            throw atEnd();
        }
        return isEmpty() ? null : take();
    }

    /** How many elements can be taken. */
    public int size() {
        return Math.max(0, elements.size() - promisedElements); // after shutdownNow(), promises come to nothing
    }

    /** Whether {@link #poll} would find nothing. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Whether {@link #offer} would find no room. */
    public boolean isFull() {
        return capacity > 0 && elements.size() + promisedRoom >= capacity;
    }

    /** How many elements there may be; zero or less means that there is no limit. */
    public int capacity() {
        return capacity;
    }

    /**
     * Tells the queue that the work on an element that was taken is done; see {@link #join}.
     *
     * @throws IllegalStateException where it has been told so for every element that was added
     */
    public void taskDone() {
        joiners.check("AsyncQueue.taskDone()");
        if (unfinished == 0) {
            throw new IllegalStateException(
                    "AsyncQueue.taskDone() called more often than elements were added to the queue");
        }
        finish(1);
    }

    /** Waits until {@link #taskDone} has been called for each element that was added. */
    public Coroutine<Void> join() {
        return new Join(this);
    }

    /**
     * Lets nobody add elements any more: every {@code put}, also those that wait, fails with a
     * {@link QueueShutDownException}, and every {@code get} once the queue is empty.
     */
    public void shutdown() {
        shutDown("AsyncQueue.shutdown()", false);
    }

    /** As {@link #shutdown}, and drops the elements that are there; for {@link #join}, they are done. */
    public void shutdownNow() {
        shutDown("AsyncQueue.shutdownNow()", true);
    }

    private void shutDown(String call, boolean dropElements) {
        getters.check(call);
        putters.check(call);
        joiners.check(call);
        shutDown = true;
        if (dropElements) {
            finish(elements.size());
            elements.clear();
        }
        putters.wakeAll();
        endWhereEmpty();
    }

    /** The elements, in an {@code @Async} for-each loop; several may take turns at one queue. */
    @Override
    public AsyncIterator<T> iterator() {
        return new QueueIterator<>(this);
    }

    private void add(T element) {
        elements.add(element);
        unfinished++;
        promiseElements();
    }

    private T take() {
        var element = elements.remove();
        promiseRoom();
        endWhereEmpty();
        return element;
    }

    /** Wakes a getter for each element that can be taken. */
    private void promiseElements() {
        while (!getters.isEmpty() && !isEmpty()) {
            Objects.requireNonNull(getters.wakeFirst()).promised = true;
            promisedElements++;
        }
    }

    /** Wakes a putter for each place that is free. */
    private void promiseRoom() {
        while (!putters.isEmpty() && !isFull()) {
            Objects.requireNonNull(putters.wakeFirst()).promised = true;
            promisedRoom++;
        }
    }

    private boolean isAtEnd() {
        return shutDown && elements.isEmpty();
    }

    /** Nothing will come any more for those who wait for elements. */
    private void endWhereEmpty() {
        if (isAtEnd()) {
            getters.wakeAll();
        }
    }

    private void finish(int count) {
        unfinished -= count;
        if (unfinished == 0) {
            joiners.wakeAll();
        }
    }

    private QueueShutDownException refused() {
        return new QueueShutDownException("the queue was shut down, and takes no elements any more");
    }

    private QueueShutDownException atEnd() {
        return new QueueShutDownException("the queue was shut down, and no element is left");
    }

    @Override
    public String toString() {
        return name() + elements + (shutDown ? ", shut down" : "");
    }

    private String name() {
        return getClass().getSimpleName();
    }

    /**
     * Takes an element, or learns that none will come.
     *
     * @param <R> what it gives
     * @param <T> the type of the element
     */
    abstract static class Taking<R, T> extends Turn<R> {
        private final AsyncQueue<T> queue;
        private boolean promised;

        Taking(AsyncQueue<T> queue) {
            this.queue = queue;
        }

        /** What comes of an element. */
        abstract R taken(T element);

        /** What comes of a queue that is shut down and empty. */
        abstract R ended(QueueShutDownException reason);

        @Override
        protected @Nullable WaitQueue<?> enter(Task<?> task) {
            queue.putters.check($describe());
            var nothingToWaitFor = queue.isAtEnd() || (queue.getters.isIdle() && !queue.isEmpty());
            return nothingToWaitFor ? null : queue.getters;
        }

        @Override
        protected R proceed(Task<?> task) {
            takePromiseBack();
            if (queue.isAtEnd()) {
                return ended(queue.atEnd());
            }
            try {
                return taken(queue.take());
            } finally {
                queue.promiseElements(); // who came meanwhile had to wait for this one to go on
            }
        }

        @Override
        protected final void passOn() {
            takePromiseBack();
            queue.promiseElements();
        }

        private void takePromiseBack() {
            if (promised) {
                promised = false;
                queue.promisedElements--;
            }
        }

        @Override
        protected final String awaited() {
            return "an element of " + queue.name();
        }
    }

    private static final class Get<T> extends Taking<T, T> {
        Get(AsyncQueue<T> queue) {
            super(queue);
        }

        @Override
        T taken(T element) {
            return element;
        }

        @Override
        T ended(QueueShutDownException reason) {
            throw reason;
        }

        @Override
        protected String $describe() {
            return "AsyncQueue.get()";
        }
    }

    private static final class Put<T> extends Turn<@Nullable Void> {
        private final AsyncQueue<T> queue;
        private final T element;
        private boolean promised;

        Put(AsyncQueue<T> queue, T element) {
            this.queue = queue;
            this.element = element;
        }

        @Override
        protected @Nullable WaitQueue<?> enter(Task<?> task) {
            queue.getters.check($describe());
            var nothingToWaitFor = queue.shutDown || (queue.putters.isIdle() && !queue.isFull());
            return nothingToWaitFor ? null : queue.putters;
        }

        @Override
        protected @Nullable Void proceed(Task<?> task) {
            takePromiseBack();
            if (queue.shutDown) {
                throw queue.refused();
            }
            try {
                queue.add(element);
            } finally {
                queue.promiseRoom(); // who came meanwhile had to wait for this one to go on
            }
            return null;
        }

        @Override
        protected void passOn() {
            takePromiseBack();
            queue.promiseRoom();
        }

        private void takePromiseBack() {
            if (promised) {
                promised = false;
                queue.promisedRoom--;
            }
        }

        @Override
        protected String awaited() {
            return "room in " + queue.name();
        }

        @Override
        protected String $describe() {
            return "AsyncQueue.put(..)";
        }
    }

    private static final class Join extends Turn<@Nullable Void> {
        private final AsyncQueue<?> queue;

        Join(AsyncQueue<?> queue) {
            this.queue = queue;
        }

        @Override
        protected @Nullable WaitQueue<?> enter(Task<?> task) {
            queue.joiners.check($describe());
            return queue.unfinished == 0 ? null : queue.joiners;
        }

        @Override
        protected @Nullable Void proceed(Task<?> task) {
            return null;
        }

        @Override
        protected String awaited() {
            return queue.unfinished + (queue.unfinished == 1 ? " element of " : " elements of ") + queue.name()
                    + " to be done";
        }

        @Override
        protected String $describe() {
            return "AsyncQueue.join()";
        }
    }
}
