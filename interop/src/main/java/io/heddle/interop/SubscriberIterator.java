package io.heddle.interop;

import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.suspend;

import io.heddle.AsyncIterator;
import io.heddle.Continuation;
import io.heddle.Coroutine;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber whose elements are taken one by one. The publisher's threads put them into a buffer, or wake the task that
 * waits for one; whenever the half of what was asked for has been taken, so much again is asked for.
 *
 * <p>The buffer is guarded by this object; foreign code is called outside of the lock.
 */
final class SubscriberIterator<T> implements AsyncIterator<T>, Flow.Subscriber<T> {
    private final Flow.Publisher<? extends T> publisher;
    private final int prefetch;
    private final Queue<T> buffer = new ArrayDeque<>();

    private boolean subscribed;
    private Flow.@Nullable Subscription subscription;
    private @Nullable Continuation<Boolean> waiting;
    /** How many elements have been taken since the publisher was asked last. */
    private int taken;

    private boolean ended;
    private @Nullable Throwable failure;

    SubscriberIterator(Flow.Publisher<? extends T> publisher, int prefetch) {
        this.publisher = publisher;
        this.prefetch = prefetch;
    }

    @Override
    public Coroutine<Boolean> hasNextAsync() {
        return suspend(this::whenKnown);
    }

    private void whenKnown(Continuation<Boolean> task) {
        if (!subscribed) {
            subscribed = true;
            publisher.subscribe(this);
        }
        if (waits(task)) {
            task.onCancel(() -> forget(task));
        } else {
            answer(task);
        }
    }

    /** Lets {@code task} wait for a signal, where that is needed. */
    private synchronized boolean waits(Continuation<Boolean> task) {
        if (!buffer.isEmpty() || ended) {
            return false;
        }
        if (waiting != null) {
            throw new IllegalStateException(
                    "hasNextAsync() while another task waits for an element: await one call after the other");
        }
        waiting = task;
        return true;
    }

    private void answer(Continuation<Boolean> task) {
        Throwable thrown;
        boolean hasNext;
        synchronized (this) {
            hasNext = !buffer.isEmpty();
            thrown = hasNext ? null : failure;
        }
        if (thrown == null) {
            task.resume(hasNext);
        } else {
            task.fail(thrown);
        }
    }

    private synchronized void forget(Continuation<Boolean> task) {
        if (waiting == task) {
            waiting = null;
        }
    }

    @Override
    public T next() {
        T element;
        Flow.Subscription asked = null;
        var more = 0;
        synchronized (this) {
            element = buffer.poll();
            if (element == null) {
                throw new NoSuchElementException("next() without a hasNext() that was true");
            }
            if (++taken >= (prefetch + 1) / 2) {
                more = taken;
                taken = 0;
                asked = subscription;
            }
        }
        if (asked != null) {
            asked.request(more);
        }
        return element;
    }

    @Override
    public Coroutine<Void> closeAsync() {
        signal(() -> {
            buffer.clear();
            ended = true;
        });
        Flow.Subscription cancelled;
        synchronized (this) {
            cancelled = subscription;
        }
        if (cancelled != null) {
            cancelled.cancel();
        }
        return done();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        Objects.requireNonNull(given, "subscription");
        boolean isWanted;
        synchronized (this) {
            isWanted = subscription == null && !ended;
            if (isWanted) {
                subscription = given;
            }
        }
        if (isWanted) {
            given.request(prefetch);
        } else {
            given.cancel();
        }
    }

    @Override
    public void onNext(T element) {
        Objects.requireNonNull(element, "element");
        signal(() -> {
            if (!ended) {
                buffer.add(element);
            }
        });
    }

    @Override
    public void onError(Throwable thrown) {
        Objects.requireNonNull(thrown, "failure");
        signal(() -> {
            if (!ended) {
                failure = thrown;
                ended = true;
            }
        });
    }

    @Override
    public void onComplete() {
        signal(() -> ended = true);
    }

    /** Takes a signal of the publisher, or the end that the consumer makes, and tells the task that waits for one. */
    private void signal(Runnable change) {
        Continuation<Boolean> task;
        synchronized (this) {
            change.run();
            task = waiting;
            waiting = null;
        }
        if (task != null) {
            answer(task);
        }
    }
}
