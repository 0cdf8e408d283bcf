package asyncio;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.withTimeout;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Async;
import io.heddle.AsyncTimeoutException;
import io.heddle.CancelledError;
import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Task;
import io.heddle.TaskGroup;
import java.time.Duration;

/**
 * test_timeouts.py. Left out, for there is no object of a timeout that one could enter, ask or move: test_reschedule,
 * test_repr_*, test_timeout_already_entered, _double_enter, _finished, _not_entered. test_nested_timeouts_concurrent and
 * _loop_busy need a busy loop: TimeoutTest has them. test_timeout_without_task: OffLoop's, in the same.
 */
public class Timeouts extends Cases {
    @Async
    public Coroutine<Void> timeoutBasic() {
        await(thrown(AsyncTimeoutException.class, withTimeout(seconds(1), sleep(10))));
        assertThat(now()).isEqualTo(1);
        return done();
    }

    @Async
    public Coroutine<Void> timeoutAtBasic() {
        await(sleep(3));
        var deadline = EventLoop.current().nanoTime() + 1_000_000_000L;
        var rest = Duration.ofNanos(deadline - EventLoop.current().nanoTime());
        await(thrown(AsyncTimeoutException.class, withTimeout(rest, sleep(10))));
        assertThat(now()).isEqualTo(4);
        return done();
    }

    @Async
    private Coroutine<Void> innerDeadline() {
        try {
            await(withTimeout(seconds(1), sleep(10)));
        } catch (CancelledError e) {
            log.add("cancelled");
            throw e;
        }
        return done();
    }

    @Async
    public Coroutine<Void> nestedTimeouts() {
        await(thrown(AsyncTimeoutException.class, withTimeout(seconds(1), innerDeadline())));
        assertThat(log).containsExactly("cancelled");
        return done();
    }

    @Async
    public Coroutine<Void> waiterCancelled() {
        await(thrown(AsyncTimeoutException.class, withTimeout(seconds(1), cancellable("waiter"))));
        assertThat(log).containsExactly("waiter cancelled");
        return done();
    }

    @Async
    public Coroutine<Void> timeoutNotCalled() {
        await(withTimeout(seconds(10), sleep(1)));
        await(sleep(20));
        assertThat(Task.current().cancelling()).isZero();
        return done();
    }

    @Async
    public Coroutine<Void> timeoutDisabled() {
        await(withTimeout(Duration.ofSeconds(Long.MAX_VALUE), sleep(1_000_000)));
        assertThat(now()).isEqualTo(1_000_000);
        return done();
    }

    @Async
    public Coroutine<Void> timeoutZero() {
        await(thrown(AsyncTimeoutException.class, withTimeout(Duration.ZERO, sleep(10))));
        assertThat(now()).isZero();
        return done();
    }

    @Async
    public Coroutine<Void> timeoutZeroSleepZero() {
        await(thrown(AsyncTimeoutException.class, withTimeout(Duration.ZERO, yieldNow())));
        return done();
    }

    @Async
    public Coroutine<Void> timeoutInThePastSleepZero() {
        await(thrown(AsyncTimeoutException.class, withTimeout(seconds(-11), yieldNow())));
        return done();
    }

    @Async
    private Coroutine<Void> crash() {
        try {
            await(sleep(10));
        } finally {
            log.add("crash");
            if (log.size() == 1) {
                throw new Crash("in finally");
            }
        }
        return done();
    }

    @Async
    public Coroutine<Void> foreignExceptionPassed() {
        await(thrown(Crash.class, withTimeout(seconds(1), raising(0, new Crash("before")))));
        return done();
    }

    @Async
    public Coroutine<Void> foreignExceptionOnTimeout() {
        await(thrown(Crash.class, withTimeout(seconds(1), crash())));
        assertThat(Task.current().cancelling()).isZero();
        return done();
    }

    @Async
    private static Coroutine<Void> cancelsItself() {
        Task.current().cancel();
        return sleep(10);
    }

    @Async
    public Coroutine<Void> foreignCancelDoesntTimeoutIfNotExpired() {
        var task = spawn(withTimeout(seconds(10), cancelsItself()));
        await(thrown(java.util.concurrent.CancellationException.class, task));
        assertThat(task.isCancelled()).isTrue();
        assertThat(now()).isZero();
        return done();
    }

    @Async
    private static Coroutine<Void> catchesItsTimeout() {
        await(thrown(AsyncTimeoutException.class, withTimeout(seconds(1), sleep(10))));
        return done();
    }

    @Async
    public Coroutine<Void> outerTaskIsNotCancelled() {
        var task = spawn(catchesItsTimeout());
        await(task);
        assertThat(task.isCancelled()).isFalse();
        assertThat(task.isDone()).isTrue();
        return done();
    }

    @Async
    private Coroutine<Void> timesOutInFinally() {
        try {
            await(sleep(10));
        } finally {
            await(thrown(AsyncTimeoutException.class, withTimeout(seconds(1), sleep(10))));
            log.add("finally at " + now());
        }
        return done();
    }

    @Async
    public Coroutine<Void> nestedTimeoutInFinally() {
        await(thrown(AsyncTimeoutException.class, withTimeout(seconds(1), timesOutInFinally())));
        assertThat(log).containsExactly("finally at 2.0");
        return done();
    }

    @Async
    private static Coroutine<Void> swallowsItsCancellation() {
        try {
            Task.current().cancel();
            await(sleep(1));
        } catch (CancelledError e) {
            assertThat(Task.current().cancelling()).isEqualTo(1);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> timesOutAfterwards() {
        await(swallowsItsCancellation());
        await(thrown(AsyncTimeoutException.class, withTimeout(Duration.ZERO, sleep(1))));
        await(thrown(AsyncTimeoutException.class, withTimeout(seconds(1), sleep(2))));
        assertThat(Task.current().cancelling()).isEqualTo(1);
        return done();
    }

    @Async
    public Coroutine<Void> timeoutAfterCancellation() {
        await(spawn(timesOutAfterwards()));
        return done();
    }

    @Async
    private static Coroutine<Void> isCancelledAgain() {
        await(swallowsItsCancellation());
        await(thrown(CancelledError.class, withTimeout(seconds(1), cancelsItself())));
        assertThat(Task.current().cancelling()).isEqualTo(2);
        return done();
    }

    @Async
    public Coroutine<Void> cancelInTimeoutAfterCancellation() {
        await(spawn(isCancelledAgain()));
        return done();
    }

    @Async
    public Coroutine<Void> timeoutExceptionCause() {
        var late = await(thrown(AsyncTimeoutException.class, withTimeout(seconds(1), sleep(10))));
        assertThat(late.getCause()).isExactlyInstanceOf(CancelledError.class);
        var never = await(thrown(AsyncTimeoutException.class, withTimeout(Duration.ZERO, sleep(10))));
        assertThat(never.getCause()).isExactlyInstanceOf(CancelledError.class);
        return done();
    }

    @Async
    private Coroutine<Void> groupThatCrashes() {
        try (var group = TaskGroup.open()) {
            group.spawn(crash());
            await(sleep(10));
        }
        return done();
    }

    /** test_timeout_taskgroup: where asyncio throws the group's failure, here the timeout wins, and carries it. */
    @Async
    public Coroutine<Void> timeoutTaskgroup() {
        var late = await(thrown(AsyncTimeoutException.class, withTimeout(seconds(1), groupThatCrashes())));
        assertThat(late.getCause().getSuppressed()).hasSize(1).allMatch(Crash.class::isInstance);
        return done();
    }
}
