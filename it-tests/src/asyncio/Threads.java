package asyncio;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.toThread;
import static io.heddle.Coroutines.withTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Async;
import io.heddle.AsyncTimeoutException;
import io.heddle.Coroutine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** test_threads.py; test_to_thread_contextvars is among {@link Contexts}, arguments are what a lambda captures. */
public class Threads extends Cases {
    private static int sum(int a, int b) {
        return a + b;
    }

    private static String read(boolean fails) throws IOException {
        if (fails) {
            throw new IOException("test");
        }
        return "read";
    }

    private static void write(AtomicInteger written) throws IOException {
        if (written.incrementAndGet() > 1) {
            throw new IOException("full");
        }
    }

    @Async
    public Coroutine<Void> toThreadGivesTheValue() {
        assertThat(await(toThread(() -> sum(40, 2)))).isEqualTo(42);
        return done();
    }

    /** test_to_thread_exception: the compiler knows what the work throws. */
    @Async
    public Coroutine<Void> toThreadException() {
        try {
            log.add(await(toThread(() -> read(false))));
            log.add(await(toThread(() -> read(true))));
        } catch (IOException e) {
            log.add(e.getMessage());
        }
        assertThat(log).containsExactly("read", "test");
        return done();
    }

    @Async
    public Coroutine<Void> toThreadOfWorkWithoutAValue() {
        var written = new AtomicInteger();
        try {
            await(toThread(() -> write(written)));
            await(toThread(() -> write(written)));
        } catch (IOException e) {
            log.add(e.getMessage());
        }
        assertThat(log).containsExactly("full");
        return done();
    }

    @Async
    public Coroutine<Void> toThreadOnce() {
        var calls = new AtomicInteger();
        await(toThread(calls::incrementAndGet));
        assertThat(calls).hasValue(1);
        return done();
    }

    @Async
    public Coroutine<Void> toThreadConcurrent() {
        var calls = new AtomicInteger();
        var all = new ArrayList<Coroutine<Integer>>();
        for (var i = 0; i < 10; i++) {
            all.add(toThread(calls::incrementAndGet));
        }
        assertThat(await(gather(all))).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        return done();
    }

    @Async
    public Coroutine<Void> theWorkRunsElsewhereAndTheTaskGoesOnHere() {
        var here = Thread.currentThread();
        var there = await(toThread(Thread::currentThread));
        assertThat(there).isNotSameAs(here);
        assertThat(Thread.currentThread()).isSameAs(here);
        return done();
    }

    /** A cancellation leaves the thread alone, unless it is asked to interrupt. */
    @Async
    public Coroutine<Void> cancellingInterruptsWhereAsked() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var task = spawn(toThread(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }));
        await(toThread(() -> begun.await()));
        task.cancel(true);
        await(thrown(CancellationException.class, task));
        await(toThread(() -> interrupted.await()));
        return done();
    }

    /** Work that is under way holds a virtual clock, so that no deadline overtakes it. */
    @Async
    public Coroutine<Void> deadlinesWaitForWork() {
        assertThat(await(withTimeout(seconds(1), toThread(() -> sum(1, 1))))).isEqualTo(2);
        await(thrown(AsyncTimeoutException.class, withTimeout(seconds(1), sleep(2))));
        return done();
    }
}
