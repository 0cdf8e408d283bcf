package asyncio;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Promise;
import java.time.Duration;

/**
 * What test_base_events.py and test_events.py have of callbacks and timers. Left out: sockets, pipes, signals, executors
 * and policies; what callbacks throw: FailureReportTest; loops that are closed: RunnerTest.
 */
public class Loops extends Cases {
    /** test_call_soon: one queue, first come, first served. */
    @Async
    public Coroutine<Void> callSoon() {
        var loop = EventLoop.current();
        loop.execute(() -> log.add("a"));
        spawn(logs("b"));
        loop.execute(() -> log.add("c"));
        assertThat(log).isEmpty();
        await(yieldNow());
        assertThat(log).containsExactly("a", "b", "c");
        return done();
    }

    @Async
    private Coroutine<Void> logs(String text) {
        log.add(text);
        return done();
    }

    /** What is asked for during a pass runs in the next. */
    @Async
    public Coroutine<Void> callSoonFromACallback() {
        var loop = EventLoop.current();
        loop.execute(() -> {
            log.add("first");
            loop.execute(() -> log.add("second"));
        });
        await(yieldNow());
        assertThat(log).containsExactly("first");
        await(yieldNow());
        assertThat(log).containsExactly("first", "second");
        return done();
    }

    /** test_call_later, test_call_at: by their times, and those of one time as they came. */
    @Async
    public Coroutine<Void> callLater() {
        var loop = EventLoop.current();
        loop.schedule(seconds(2), () -> log.add("c at " + now()));
        loop.schedule(seconds(1), () -> log.add("a at " + now()));
        loop.schedule(seconds(1), () -> log.add("b at " + now()));
        await(sleep(3));
        assertThat(log).containsExactly("a at 1.0", "b at 1.0", "c at 2.0");
        return done();
    }

    /** test_call_later_negative_delays. */
    @Async
    public Coroutine<Void> callLaterNegativeDelays() {
        var loop = EventLoop.current();
        loop.schedule(seconds(-1), () -> log.add("a"));
        loop.schedule(Duration.ofSeconds(Long.MIN_VALUE), () -> log.add("b"));
        loop.schedule(Duration.ZERO, () -> log.add("c"));
        await(sleep(1));
        assertThat(log).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(now()).isEqualTo(1);
        return done();
    }

    /** test_cancel_handle, test_timer_cancelled. */
    @Async
    public Coroutine<Void> cancelHandle() {
        var loop = EventLoop.current();
        var cancelled = loop.schedule(seconds(1), () -> log.add("never"));
        var ran = loop.schedule(seconds(1), () -> log.add("ran"));
        assertThat(cancelled.cancel()).isTrue();
        assertThat(cancelled.cancel()).isFalse();
        await(sleep(2));
        assertThat(ran.cancel()).isFalse();
        assertThat(log).containsExactly("ran");
        return done();
    }

    /** test__run_once_cancelled_event_cleanup and the like: by one that is due at the same moment. */
    @Async
    public Coroutine<Void> cancelHandleFromACallbackOfTheSameMoment() {
        var loop = EventLoop.current();
        var second = new Promise<io.heddle.TimerHandle>();
        loop.schedule(
                seconds(1), () -> log.add("cancelled " + second.resultNow().cancel()));
        second.complete(loop.schedule(seconds(1), () -> log.add("never")));
        await(sleep(2));
        assertThat(log).containsExactly("cancelled true");
        return done();
    }

    /** test_call_soon_threadsafe. */
    @Async
    public Coroutine<Void> callSoonThreadsafe() throws InterruptedException {
        var loop = EventLoop.current();
        var here = Thread.currentThread();
        var called = new Promise<Boolean>();
        var thread = new Thread(() -> loop.execute(() -> called.complete(Thread.currentThread() == here)));
        thread.start();
        assertThat(await(called)).isTrue();
        thread.join();
        return done();
    }

    /** test_time. */
    @Async
    public Coroutine<Void> time() {
        var before = EventLoop.current().nanoTime();
        await(sleep(1.5));
        assertThat(EventLoop.current().nanoTime() - before).isEqualTo(1_500_000_000L);
        assertThat(EventLoop.isRunning()).isTrue();
        return done();
    }
}
