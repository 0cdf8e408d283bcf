package io.heddle;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for blocking work: as many as there is work, kept for a minute. Newer JDKs have virtual ones instead. */
final class BlockingThreads {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private BlockingThreads() {}

    static ExecutorService newExecutor() {
        return Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "heddle-blocking-" + COUNT.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
