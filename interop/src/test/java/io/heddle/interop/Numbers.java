package io.heddle.interop;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.AsyncIterable;
import io.heddle.AsyncIterator;
import io.heddle.Coroutine;
import java.util.ArrayList;
import java.util.List;

/** The numbers from 1 on, each after a wait; notes what is asked of its iterators. */
final class Numbers implements AsyncIterable<Integer> {
    final List<String> log = new ArrayList<>();
    private final long count;

    Numbers(long count) {
        this.count = count;
    }

    @Override
    public AsyncIterator<Integer> iterator() {
        return new AsyncIterator<>() {
            private int current;

            @Override
            @Async
            public Coroutine<Boolean> hasNextAsync() {
                await(yieldNow());
                return done(current < count);
            }

            @Override
            public Integer next() {
                log.add("next " + ++current);
                return current;
            }

            @Override
            @Async
            public Coroutine<Void> closeAsync() {
                await(yieldNow());
                log.add("closed");
                return done();
            }
        };
    }
}
