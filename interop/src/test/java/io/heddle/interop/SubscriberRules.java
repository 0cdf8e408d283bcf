package io.heddle.interop;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.AsyncIterator;
import io.heddle.EventLoop;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.annotations.AfterClass;

/** The rules of the Reactive Streams TCK for subscribers; TestNG makes it. */
public class SubscriberRules extends FlowSubscriberBlackboxVerification<Integer> {
    private final ScheduledExecutorService host = Executors.newSingleThreadScheduledExecutor();
    private final EventLoop loop = EventLoop.on(host);

    /** Waits for a second for what must happen, and for a tenth for what must not. */
    public SubscriberRules() {
        super(new TestEnvironment(1_000, 100));
    }

    /** When all rules have been checked. */
    @AfterClass
    public void shutDown() {
        host.shutdownNow();
    }

    @Override
    public Flow.Subscriber<Integer> createFlowSubscriber() {
        var iterator = new SubscriberIterator<Integer>(subscriber -> {}, 4);
        loop.spawn(() -> {
            while (await(iterator.hasNextAsync())) {
                iterator.next();
            }
            return done();
        });
        return iterator;
    }

    @Override
    public Integer createElement(int element) {
        return element;
    }

    /** An iterator asks for elements by itself. */
    @Override
    public void triggerFlowRequest(Flow.Subscriber<? super Integer> subscriber) {
        assert subscriber instanceof AsyncIterator;
    }
}
