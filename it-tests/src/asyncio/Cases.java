package asyncio;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Async;
import io.heddle.Awaitable;
import io.heddle.CancelledError;
import io.heddle.Coroutine;
import io.heddle.Coroutines;
import io.heddle.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the cases share: a log, short names for waiting, and assertions about what an await throws. */
abstract class Cases {
    final List<String> log = new ArrayList<>();

    static Coroutine<Void> sleep(double seconds) {
        return Coroutines.sleep(seconds(seconds));
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    /** The virtual time, in seconds. */
    static double now() {
        return EventLoop.current().nanoTime() / 1e9;
    }

    /** What an await of it throws, which must be just of this class. */
    @Async
    static <X extends Throwable> Coroutine<X> thrown(Class<X> type, Awaitable<?> awaitable) {
        Throwable thrown = null;
        try {
            await(awaitable);
        } catch (Throwable e) {
            thrown = e;
        }
        assertThat(thrown).isExactlyInstanceOf(type);
        return done(type.cast(thrown));
    }

    @Async
    static <T> Coroutine<T> returning(double delay, T value) {
        await(sleep(delay));
        return done(value);
    }

    @Async
    static <T> Coroutine<T> raising(double delay, RuntimeException failure) {
        await(sleep(delay));
        throw failure;
    }

    /** Waits long; logs its cancellation and throws on. */
    @Async
    final Coroutine<Void> cancellable(String name) {
        try {
            await(sleep(1000));
        } catch (CancelledError e) {
            log.add(name + " cancelled");
            throw e;
        }
        return done();
    }

    /** An exception that only a test throws. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash(String message) {
            super(message);
        }
    }
}
