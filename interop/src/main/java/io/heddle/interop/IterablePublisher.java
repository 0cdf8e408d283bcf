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
        var delivery = new Delivery<>(elements, subscriber);
        try {
            loop.spawn(delivery.run()).onDone(delivery::ended);
        } catch (RejectedExecutionException e) {
            delivery.refuse(e);
        }
    }
}
