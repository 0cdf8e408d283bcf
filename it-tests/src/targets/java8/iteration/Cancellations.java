package iteration;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.sleep;
import static io.heddle.Coroutines.spawn;

import io.heddle.Async;
import io.heddle.AsyncIterable;
import io.heddle.AsyncIterator;
import io.heddle.CancelledError;
import io.heddle.Coroutine;
import io.heddle.Promise;
import io.heddle.Task;
import io.heddle.it.Expects;
import io.heddle.it.Probe;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** A cancellation leaves a loop as any exception does. */
class Cancellations {
    /** Two elements, and then nothing ever comes. */
    private static final class Endless implements AsyncIterable<Integer>, AsyncIterator<Integer> {
        private final Probe probe;
        private int given;

        Endless(Probe probe) {
            this.probe = probe;
        }

        @Override
        public AsyncIterator<Integer> iterator() {
            return this;
        }

        @Async
        @Override
        public Coroutine<Boolean> hasNextAsync() {
            if (given == 2) {
                await(new Promise<Void>());
            }
            return done(true);
        }

        @Override
        public Integer next() {
            return given++;
        }

        @Async
        @Override
        public Coroutine<Void> closeAsync() {
            probe.log("close");
            await(sleep(1, TimeUnit.SECONDS));
            probe.log("closed");
            return done();
        }
    }

    @Async
    private static Coroutine<Void> loop(Probe p, int waits) {
        try {
            for (int n : new Endless(p)) {
                p.log(n);
                if (n == waits) {
                    await(new Promise<Void>());
                }
            }
        } catch (CancelledError e) {
            p.log("cancelled");
            throw e;
        } finally {
            p.log(await(p.value("finally")));
        }
        return done();
    }

    @Async
    private static Coroutine<String> cancelled(Probe p, int waits) {
        Task<Void> task = spawn(loop(p, waits));
        await(sleep(1, TimeUnit.HOURS));
        task.cancel();
        try {
            await(task);
        } catch (CancellationException e) {
            return done("task is cancelled");
        }
        return done("never");
    }

    @Async
    @Expects({"0", "1", "close", "closed", "cancelled", "await finally", "finally", "= task is cancelled"})
    static Coroutine<?> whileItWaitsForTheNextElement(Probe p) {
        return cancelled(p, -1);
    }

    @Async
    @Expects({"0", "close", "closed", "cancelled", "await finally", "finally", "= task is cancelled"})
    static Coroutine<?> whileItsBodyWaits(Probe p) {
        return cancelled(p, 0);
    }

    @Async
    private static Coroutine<Void> leave(Probe p) {
        for (int n : new Endless(p)) {
            break;
        }
        p.log("never");
        return done();
    }

    @Async
    @Expects({"close", "= cancelled"})
    static Coroutine<?> whileItCloses(Probe p) {
        Task<Void> task = spawn(leave(p));
        await(sleep(500, TimeUnit.MILLISECONDS));
        task.cancel();
        try {
            await(task);
        } catch (CancellationException e) {
            return done("cancelled");
        }
        return done("never");
    }
}
