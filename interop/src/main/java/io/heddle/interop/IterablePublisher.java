package io.heddle.interop;

import io.heddle.AsyncIterable;
import io.heddle.EventLoop;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;

/** Publishes the elements of an async iteration: a task for each subscriber. */
record IterablePublisher<T>(AsyncIterable<? extends T> elements, EventLoop loop) implements Flow.Publisher<T> {
    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        try {
            loop.spawn(new Delivery<>(elements, subscriber).run());
        } catch (RejectedExecutionException e) {
            subscriber.onSubscribe(new NoSubscription());
            subscriber.onError(e);
        }
    }

    /** Of a subscriber who gets nothing. */
    private record NoSubscription() implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
