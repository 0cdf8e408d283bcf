package io.heddle.interop;

import io.heddle.AsyncIterable;
import io.heddle.EventLoop;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;

/** The rules of the Reactive Streams TCK for publishers; TestNG makes it. */
public class PublisherRules extends FlowPublisherVerification<Integer> {
    private final ScheduledExecutorService host = Executors.newSingleThreadScheduledExecutor();
    private final EventLoop loop = EventLoop.on(host);

    /** Waits for a second for what must happen, and for a tenth for what must not. */
    public PublisherRules() {
        super(new TestEnvironment(1_000, 100));
    }

    /** When all rules have been checked. */
    @AfterClass
    public void shutDown() {
        host.shutdownNow();
    }

    @Override
    public Flow.Publisher<Integer> createFlowPublisher(long elements) {
        return Flows.publisherOf(new Numbers(elements), loop);
    }

    @Override
    public Flow.Publisher<Integer> createFailedFlowPublisher() {
        AsyncIterable<Integer> failed = () -> {
            throw new IllegalStateException("no elements to be had");
        };
        return Flows.publisherOf(failed, loop);
    }
}
