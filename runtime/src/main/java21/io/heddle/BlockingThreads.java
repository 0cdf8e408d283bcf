package io.heddle;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for blocking work, where the JDK has virtual ones. */
final class BlockingThreads {
    private BlockingThreads() {}

    static ExecutorService newExecutor() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("heddle-blocking-", 1).factory());
    }
}
