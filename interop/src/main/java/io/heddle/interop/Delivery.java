package io.heddle.interop;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.suspend;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.AsyncIterable;
import io.heddle.AsyncIterator;
import io.heddle.CancelledError;
import io.heddle.Continuation;
import io.heddle.Coroutine;
import io.heddle.Task;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one iteration on their way to one subscriber: a task that waits until the subscriber has asked for an
 * element, and then for the element. All signals are given by that task; requests and the cancellation come from any
 * thread.
 */
final class Delivery<T> implements Flow.Subscription {
    private final AsyncIterable<? extends T> elements;
    private final Flow.Subscriber<? super T> subscriber;
    private volatile @Nullable Task<?> task;
    /** Whether the subscriber is to hear nothing more. */
    private volatile boolean cancelled;

    private long requested;
    private @Nullable IllegalArgumentException wrongRequest;
    private @Nullable Continuation<Boolean> waiting;

    Delivery(AsyncIterable<? extends T> elements, Flow.Subscriber<? super T> subscriber) {
        this.elements = elements;
        this.subscriber = subscriber;
    }

    @Async
    Coroutine<Void> run() {
        task = Task.current();
        subscriber.onSubscribe(this);
        try {
            await(deliver(elements.iterator()));
        } catch (CancelledError e) {
            if (!cancelled) {
                subscriber.onError(wasCancelled());
            }
            throw e;
        } catch (RuleBrokenException e) {
            throw e;
        } catch (Throwable e) {
            if (cancelled) {
                throw new IllegalStateException("the iteration failed when its subscriber had cancelled", e);
            }
            subscriber.onError(e);
            return done();
        }
        if (!cancelled) {
            subscriber.onComplete();
        }
        return done();
    }

    /** Its task has ended: where it never began, as its loop closed before, the subscriber has yet to hear of it. */
    void ended(Task<?> ended) {
        if (task == null) {
            refuse(ended.isCancelled() ? wasCancelled() : ended.exceptionNow());
        }
    }

    /** Nothing will be delivered. */
    void refuse(Throwable reason) {
        subscriber.onSubscribe(new NoSubscription());
        subscriber.onError(reason);
    }

    private static CancellationException wasCancelled() {
        return new CancellationException("the task that publishes was cancelled");
    }

    /** Of a subscriber who gets nothing. */
    private record NoSubscription() implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }

    @Async
    private Coroutine<Void> deliver(AsyncIterator<? extends T> iterator) throws Throwable {
        try {
            while (await(demand())) {
                if (!await(iterator.hasNextAsync())) {
                    return done();
                }
                give(iterator.next());
            }
            await(yieldNow()); // where the task is being cancelled, that is thrown here, and not into the close
        } catch (Throwable e) {
            throw await(iterator.closeAsync(e));
        }
        await(iterator.closeAsync());
        return done();
    }

    /** A subscriber that throws gets no other signal: the task fails in its place. */
    private void give(T element) {
        try {
            if (!cancelled) {
                subscriber.onNext(element);
            }
        } catch (Throwable e) {
            cancelled = true;
            throw new RuleBrokenException(subscriber + " threw an exception; by rule 2.13 it must not", e);
        }
    }

    private static final class RuleBrokenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RuleBrokenException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Waits until an element is asked for; false where none will be, for the subscriber has cancelled. */
    private Coroutine<Boolean> demand() {
        return suspend(this::whenAsked);
    }

    private synchronized void whenAsked(Continuation<Boolean> rest) {
        if (cancelled) {
            rest.resume(false);
        } else if (wrongRequest != null) {
            rest.fail(wrongRequest);
        } else if (requested > 0) {
            requested -= requested == Long.MAX_VALUE ? 0 : 1;
            rest.resume(true);
        } else {
            waiting = rest;
        }
    }

    @Override
    public void request(long n) {
        Continuation<Boolean> rest;
        synchronized (this) {
            if (n > 0) {
                requested = requested + n < 0 ? Long.MAX_VALUE : requested + n;
            } else {
                wrongRequest = new IllegalArgumentException(
                        "a subscriber asked for " + n + " elements; by rule 3.9 it must be one at least");
            }
            rest = waiting;
            waiting = null;
        }
        if (rest != null) {
            whenAsked(rest);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        var delivering = task;
        if (delivering != null) {
            delivering.cancel();
        }
    }
}
