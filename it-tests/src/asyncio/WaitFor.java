package asyncio;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.waitAll;
import static io.heddle.Coroutines.withTimeout;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Async;
import io.heddle.AsyncTimeoutException;
import io.heddle.CancelledError;
import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/** test_waitfor.py. */
public class WaitFor extends Cases {
    /** Runs for two seconds, whoever cancels it. */
    @Async
    private Coroutine<String> slow() {
        var end = now() + 2;
        while (now() < end) {
            try {
                await(sleep(end - now()));
            } catch (CancelledError e) {
                log.add("ignored at " + now());
            }
        }
        log.add("exited at " + now());
        return done("slow");
    }

    @Async
    public Coroutine<Void> asyncioWaitForCancelled() {
        var waiting = spawn(withTimeout(seconds(4), slow()));
        await(yieldNow());
        waiting.cancel();
        await(waitAll(List.of(waiting)));
        assertThat(log).containsExactly("ignored at 0.0", "exited at 2.0");
        return done();
    }

    @Async
    public Coroutine<Void> asyncioWaitForTimeout() {
        assertThat(await(withTimeout(seconds(1), slow()))).isEqualTo("slow");
        assertThat(log).containsExactly("ignored at 1.0", "exited at 2.0");
        return done();
    }

    @Async
    public Coroutine<Void> waitForTimeoutLessThen0Or0FutureDone() {
        var promise = new Promise<String>();
        promise.complete("done");
        assertThat(await(withTimeout(Duration.ZERO, promise))).isEqualTo("done");
        assertThat(await(withTimeout(seconds(-1), promise))).isEqualTo("done");
        return done();
    }

    @Async
    public Coroutine<Void> waitForTimeoutLessThen0Or0CoroutineDoNotStarted() {
        await(thrown(AsyncTimeoutException.class, withTimeout(Duration.ZERO, cancellable("never"))));
        assertThat(log).isEmpty();
        return done();
    }

    @Async
    public Coroutine<Void> waitForTimeoutLessThen0Or0() {
        for (var limit = 0; limit >= -1; limit--) {
            var task = spawn(cancellable("task"));
            await(yieldNow());
            await(thrown(AsyncTimeoutException.class, withTimeout(seconds(limit), task)));
            assertThat(task.isCancelled()).isTrue();
        }
        assertThat(log).containsExactly("task cancelled", "task cancelled");
        assertThat(now()).isZero();
        return done();
    }

    @Async
    public Coroutine<Void> waitFor() {
        var task = spawn(cancellable("task"));
        await(thrown(AsyncTimeoutException.class, withTimeout(seconds(1), task)));
        assertThat(task.isCancelled()).isTrue();
        assertThat(now()).isEqualTo(1);
        return done();
    }

    @Async
    public Coroutine<Void> waitForBlocking() {
        assertThat(await(withTimeout(Duration.ofSeconds(Long.MAX_VALUE), done("done"))))
                .isEqualTo("done");
        return done();
    }

    @Async
    public Coroutine<Void> waitForRaceCondition() {
        var promise = new Promise<String>();
        EventLoop.current().schedule(seconds(1), () -> promise.complete("ok"));
        assertThat(await(withTimeout(seconds(2), promise))).isEqualTo("ok");
        return done();
    }

    @Async
    private static Coroutine<Integer> swallows() {
        await(thrown(CancelledError.class, sleep(1000)));
        return done(1);
    }

    @Async
    public Coroutine<Void> waitForCancellationRaceCondition() {
        assertThat(await(withTimeout(seconds(1), swallows()))).isEqualTo(1);
        return done();
    }

    @Async
    private Coroutine<Void> cleansUp() {
        try {
            await(sleep(10));
        } catch (CancelledError e) {
            await(sleep(1));
            throw e;
        } finally {
            log.add("clean at " + now());
        }
        return done();
    }

    @Async
    public Coroutine<Void> waitForWaitsForTaskCancellation() {
        var late = await(thrown(AsyncTimeoutException.class, withTimeout(seconds(1), spawn(cleansUp()))));
        assertThat(log).containsExactly("clean at 2.0");
        assertThat(late.getCause()).isExactlyInstanceOf(CancelledError.class);
        return done();
    }

    @Async
    public Coroutine<Void> waitForWaitsForTaskCancellationWTimeout0() {
        var task = spawn(cleansUp());
        await(sleep(1));
        var late = await(thrown(AsyncTimeoutException.class, withTimeout(Duration.ZERO, task)));
        assertThat(log).containsExactly("clean at 2.0");
        assertThat(late.getCause()).isExactlyInstanceOf(CancellationException.class);
        return done();
    }

    @Async
    private static Coroutine<Void> crashesInFinally() {
        try {
            await(sleep(10));
        } finally {
            if (now() < 10) {
                throw new Crash("in finally");
            }
        }
        return done();
    }

    @Async
    public Coroutine<Void> waitForReraisesExceptionDuringCancellation() {
        await(thrown(Crash.class, withTimeout(seconds(1), spawn(crashesInFinally()))));
        return done();
    }

    @Async
    public Coroutine<Void> waitForSelfCancellation() {
        var inner = spawn(returning(3, 42));
        var task = spawn(withTimeout(seconds(1), inner));
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(await(inner)).isEqualTo(42);
        return done();
    }

    @Async
    public Coroutine<Void> cancelWaitFor() {
        var task = spawn(cancellable("task"));
        var waiting = spawn(withTimeout(seconds(60), task));
        EventLoop.current().execute(() -> EventLoop.current().execute(waiting::cancel));
        await(thrown(CancellationException.class, waiting));
        assertThat(waiting.isCancelled()).isTrue();
        assertThat(task.isCancelled()).isTrue();
        return done();
    }

    @Async
    private Coroutine<Void> waitsAndSleeps() {
        await(withTimeout(seconds(100), done()));
        await(sleep(1));
        log.add("reached the end");
        return done();
    }

    @Async
    public Coroutine<Void> waitForIssue86296() {
        var task = spawn(waitsAndSleeps());
        await(yieldNow());
        assertThat(task.isDone()).isFalse();
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(log).isEmpty();
        return done();
    }
}
