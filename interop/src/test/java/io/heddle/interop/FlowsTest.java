package io.heddle.interop;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.AsyncIterable;
import io.heddle.AsyncIterator;
import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Promise;
import io.heddle.Runner;
import io.heddle.VirtualClock;
import io.heddle.junit.AsyncTest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowsTest {
    private final List<String> log = new ArrayList<>();

    /** Signals what the test says, and logs what is asked of it. */
    private final class Source implements Flow.Publisher<Integer>, Flow.Subscription {
        private Flow.@Nullable Subscriber<? super Integer> subscriber;

        @Override
        public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
            log.add("subscribe");
            this.subscriber = subscriber;
            subscriber.onSubscribe(this);
        }

        Flow.Subscriber<? super Integer> subscriber() {
            return Objects.requireNonNull(subscriber);
        }

        @Override
        public void request(long n) {
            log.add("request " + n);
        }

        @Override
        public void cancel() {
            log.add("cancel");
        }
    }

    /** Asks for so many at once. */
    private class Sink implements Flow.Subscriber<Integer> {
        private final long first;
        final Promise<Flow.Subscription> subscription = new Promise<>();

        Sink(long first) {
            this.first = first;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            if (first > 0) {
                given.request(first);
            }
        }

        @Override
        public void onNext(Integer element) {
            log.add("element " + element);
        }

        @Override
        public void onError(Throwable failure) {
            log.add("error " + failure.getMessage());
        }

        @Override
        public void onComplete() {
            log.add("complete");
        }
    }

    @AsyncTest
    Coroutine<Void> whatIsPublishedCanBeIteratedAndBack() {
        var publisher = Flows.publisherOf(new Numbers(100), EventLoop.current());

        assertThat(await(Flows.elementsOf(publisher).toList()))
                .hasSize(100)
                .startsWith(1, 2, 3)
                .endsWith(100);
        return done();
    }

    @AsyncTest
    Coroutine<Void> aLoopThatIsLeftCancelsTheSubscriptionWhichClosesWhatIsPublished(VirtualClock clock) {
        var numbers = new Numbers(100);
        var sum = 0;
        for (int number : Flows.elementsOf(Flows.publisherOf(numbers, EventLoop.current()), 4)) {
            sum += number;
            if (number == 3) {
                break;
            }
        }
        await(clock.runCurrent());

        assertThat(sum).isEqualTo(6);
        assertThat(numbers.log).last().isEqualTo("closed");
        return done();
    }

    @AsyncTest
    Coroutine<Void> anIteratorSubscribesWhenItIsAskedAndAsksForMoreWhenHalfIsTaken() {
        var source = new Source();
        var iterator = Flows.elementsOf(source, 4).iterator();
        assertThat(log).isEmpty();
        var hasNext = spawn(iterator.hasNextAsync());
        await(yieldNow());
        assertThat(log).containsExactly("subscribe", "request 4");
        for (var element = 1; element <= 4; element++) {
            source.subscriber().onNext(element);
        }
        assertThat(await(hasNext)).isTrue();
        iterator.next();
        assertThat(log).hasSize(2);
        iterator.next();
        assertThat(log).containsExactly("subscribe", "request 4", "request 2");
        return done();
    }

    @AsyncTest
    Coroutine<Void> aFailureComesBehindTheElementsBeforeIt() {
        var source = new Source();
        var iterator = Flows.elementsOf(source).iterator();
        var hasNext = spawn(iterator.hasNextAsync());
        await(yieldNow());
        source.subscriber().onNext(1);
        source.subscriber().onError(new IllegalStateException("broken"));

        assertThat(await(hasNext)).isTrue();
        assertThat(iterator.next()).isEqualTo(1);
        try {
            await(iterator.hasNextAsync());
            log.add("no failure");
        } catch (IllegalStateException e) {
            log.add(e.getMessage());
        }
        assertThat(log).last().isEqualTo("broken");
        return done();
    }

    @AsyncTest
    Coroutine<Void> closingAnIteratorCancelsTheSubscription() {
        var source = new Source();
        var iterator = Flows.elementsOf(source).iterator();
        var waiting = spawn(iterator.hasNextAsync());
        await(yieldNow());
        waiting.cancel();
        await(iterator.closeAsync());
        source.subscriber().onNext(1); // on its way already

        assertThat(log).last().isEqualTo("cancel");
        assertThat(await(iterator.hasNextAsync())).isFalse();
        return done();
    }

    @AsyncTest
    Coroutine<Void> noElementIsTakenThatNobodyHasAskedFor(VirtualClock clock) {
        var numbers = new Numbers(3);
        var sink = new Sink(1);
        Flows.publisherOf(numbers, EventLoop.current()).subscribe(sink);
        await(clock.runCurrent());
        assertThat(numbers.log).containsExactly("next 1");
        assertThat(log).containsExactly("element 1");

        await(sink.subscription).request(3);
        await(clock.runCurrent());
        assertThat(log).containsExactly("element 1", "element 2", "element 3", "complete");
        assertThat(numbers.log).doesNotContain("closed");
        return done();
    }

    @AsyncTest
    Coroutine<Void> aSubscriberThatCancelsClosesTheIterator(VirtualClock clock) {
        var numbers = new Numbers(3);
        var sink = new Sink(2);
        Flows.publisherOf(numbers, EventLoop.current()).subscribe(sink);
        await(clock.runCurrent());
        await(sink.subscription).cancel();
        await(clock.runCurrent());

        assertThat(numbers.log).containsExactly("next 1", "next 2", "closed");
        assertThat(log).containsExactly("element 1", "element 2");
        return done();
    }

    @AsyncTest
    Coroutine<Void> aSubscriberThatCancelsAsItIsGivenAnElementClosesTheIteratorOnce(VirtualClock clock) {
        var numbers = new Numbers(3);
        var closed = new ArrayList<String>();
        AsyncIterable<Integer> elements = () -> new Counted(numbers.iterator(), closed);
        Flows.publisherOf(elements, EventLoop.current()).subscribe(new Sink(2) {
            @Override
            public void onNext(Integer element) {
                super.onNext(element);
                subscription.resultNow().cancel();
            }
        });
        await(clock.runCurrent());

        assertThat(numbers.log).containsExactly("next 1", "closed");
        assertThat(closed).containsExactly("after CancelledError");
        assertThat(log).containsExactly("element 1");
        return done();
    }

    /** Notes how it is closed. */
    private record Counted(AsyncIterator<Integer> numbers, List<String> closed) implements AsyncIterator<Integer> {
        @Override
        public Coroutine<Boolean> hasNextAsync() {
            return numbers.hasNextAsync();
        }

        @Override
        public Integer next() {
            return numbers.next();
        }

        @Override
        public Coroutine<Void> closeAsync() {
            closed.add("after a normal end");
            return numbers.closeAsync();
        }

        @Override
        public Coroutine<Throwable> closeAsync(Throwable failure) {
            closed.add("after " + failure.getClass().getSimpleName());
            return numbers.closeAsync(failure);
        }
    }

    @AsyncTest
    Coroutine<Void> onlyOneTaskMayWaitForAnElement() {
        var iterator = Flows.elementsOf(new Source(), 4).iterator();
        var first = spawn(iterator.hasNextAsync());
        await(yieldNow());
        try {
            await(iterator.hasNextAsync());
            log.add("unreached");
        } catch (IllegalStateException e) {
            log.add(e.getMessage());
        }
        await(iterator.closeAsync());

        assertThat(await(first)).isFalse();
        assertThat(log)
                .containsExactly(
                        "subscribe",
                        "request 4",
                        "hasNextAsync() while another task waits for an element: await one call after the other",
                        "cancel");
        return done();
    }

    @AsyncTest
    Coroutine<Void> aWrongRequestIsAnErrorForTheSubscriber(VirtualClock clock) {
        var numbers = new Numbers(3);
        var sink = new Sink(0);
        Flows.publisherOf(numbers, EventLoop.current()).subscribe(sink);
        await(sink.subscription).request(-1);
        await(clock.runCurrent());

        assertThat(log)
                .containsExactly("error a subscriber asked for -1 elements; by rule 3.9 it must be one at least");
        assertThat(numbers.log).containsExactly("closed");
        return done();
    }

    /** Whether the subscription had reached the loop's thread by then or not. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSubscriberHearsOfALoopThatClosesBeforeItsDeliveryBegins(boolean arrived) {
        var numbers = new Numbers(3);
        try (var runner = new Runner()) {
            Runnable subscribing =
                    () -> Flows.publisherOf(numbers, runner.loop()).subscribe(new Sink(1));
            if (arrived) {
                runner.loop().execute(subscribing);
            } else {
                subscribing.run();
            }
        }

        assertThat(log).containsExactly("error the task that publishes was cancelled");
        assertThat(numbers.log).isEmpty();
    }

    @Test
    void aSubscriberHearsOfAHostThatHasGoneBeforeItsDeliveryBegins() {
        var work = new ArrayDeque<Runnable>();
        var gone = new AtomicBoolean();
        var loop = EventLoop.on(given -> {
            if (gone.get()) {
                throw new RejectedExecutionException("gone");
            }
            work.add(given);
        });
        Flows.publisherOf(new Numbers(3), loop).subscribe(new Sink(1));
        gone.set(true);
        work.remove().run();

        assertThat(log).containsExactly("error gone");
    }

    @Test
    void somethingMustBePrefetched() {
        assertThatThrownBy(() -> Flows.elementsOf(new Source(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prefetch is 0, and must be 1 at least");
    }

    @Test
    void nextNeedsAHasNextThatWasTrue() {
        assertThatThrownBy(() -> Flows.elementsOf(new Source()).iterator().next())
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("next() without a hasNext() that was true");
    }
}
