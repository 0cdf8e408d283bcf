package io.heddle.benchmarks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The work written for Reactor, where it has a natural form. */
final class ReactorPeer {
    private ReactorPeer() {}

    static long gather(int n) {
        var loop = Schedulers.single();
        return Flux.range(0, n)
                .flatMap(i -> Mono.fromCallable(() -> i).subscribeOn(loop), n)
                .count()
                .block();
    }

    /** Each by itself: {@code flatMap} would look at all of them whenever one ends. */
    static int staggeredSleeps(int n, int millis) throws InterruptedException {
        var loop = Schedulers.single();
        var slept = new CountDownLatch(n);
        for (int i = 0; i < n; i++) {
            Mono.delay(Duration.ofNanos((long) i * millis * 1_000_000 / n), loop)
                    .subscribe(zero -> slept.countDown());
        }
        slept.await();
        return n;
    }

    static long crossThread(int times, Executor other) {
        var there = Schedulers.fromExecutor(other);
        return Flux.range(0, times)
                .concatMap(i -> Mono.fromCallable(() -> i).subscribeOn(there))
                .count()
                .block();
    }
}
