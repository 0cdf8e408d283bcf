package io.heddle;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What drives a body that was called off any loop, as a method that returns a {@link CompletableFuture} may be. It has
 * one task, and no thread: the caller's thread runs it up to its first suspension, and later the thread that completes
 * what it awaits. The body does not see a loop, on whatever thread it goes on.
 *
 * <p>Who signals first drives; who signals meanwhile leaves the work to that thread. So steps never overlap, and what one
 * thread did is seen by the next.
 */
final class OffLoop extends LoopCore {
    private final AtomicInteger signals = new AtomicInteger();
    private final HostTimer timer = HostTimer.ofJdk(this::wakeUp);

    private OffLoop() {
        super("of a body that runs off any loop", new Clock.Real(), FailureHandler.LOG, false);
    }

    /** Runs {@code coroutine} on this thread until it first suspends. */
    static <T extends @Nullable Object> CompletableFuture<T> start(Coroutine<T> coroutine) {
        return new OffLoop().begin(coroutine);
    }

    private <T extends @Nullable Object> CompletableFuture<T> begin(Coroutine<T> coroutine) {
        signals.set(1);
        SourceFuture<T> result;
        var outer = enterPass();
        try {
            var task = spawnEager(coroutine, coroutine.$describe());
            result = new SourceFuture<>(task, true);
            task.listen(this, (Listener) source -> result.take());
        } finally {
            leavePass(outer);
        }
        drive();
        return result;
    }

    @Override
    void wakeUp() {
        if (signals.getAndIncrement() == 0) {
            ThreadState.get().offLoops().drive(this);
        }
    }

    /** By whoever has signalled first. */
    void drive() {
        var seen = signals.get();
        while (seen != 0) {
            var outer = enterPass();
            try {
                do {
                    for (collect(); !ready.isEmpty(); collect()) {
                        runPass(Integer.MAX_VALUE);
                    }
                } while (closesGenerators());
                if (timers.isEmpty()) {
                    timer.clear();
                } else {
                    timer.set(timers.earliest(), clock.nanoTime());
                }
                listOrUnlist();
            } finally {
                leavePass(outer);
            }
            seen = signals.addAndGet(-seen);
        }
    }

    /** Once the body has ended, nobody can ask an async generator that it has given up for another element. */
    private boolean closesGenerators() {
        if (!tasks.isEmpty()) {
            return false;
        }
        if (generators.isEmpty()) {
            failures.reportAll();
            return false;
        }
        generators.closeAll();
        return true;
    }

    /** While the body waits, it is listed for those who ask what goes on. */
    private void listOrUnlist() {
        if (tasks.isEmpty()) {
            unlist();
        } else {
            list();
        }
    }

    /** What the body is doing, by any thread; empty where it has ended. It does not run meanwhile. */
    List<TaskSnapshot> look() {
        if (inLoop()) {
            return snapshots(List.of());
        }
        if (!signals.compareAndSet(0, 1)) {
            return snapshots(runningTrace());
        }
        try {
            return snapshots(List.of());
        } finally {
            if (!signals.compareAndSet(1, 0)) {
                ForkJoinPool.commonPool().execute(this::drive); // for whoever has signalled in these moments
            }
        }
    }

    private List<TaskSnapshot> snapshots(List<StackTraceElement> running) {
        return tasks.copy().stream()
                .map(task -> TaskSnapshot.offLoop(task, running))
                .toList();
    }

    /** It is the only one: it is called as its method, {@code Shop.total}. */
    @Override
    String nameOf(Task<?> task) {
        return String.valueOf(task.origin()).replaceFirst(" ?\\(.*", "");
    }

    @Override
    boolean isVisible() {
        return false;
    }

    @Override
    void checkSpawns(String who) {
        throw noLoop(who);
    }

    @Override
    void addTimer(long deadline, Object entry) {
        timer.set(deadline, clock.nanoTime());
        super.addTimer(deadline, entry);
    }

    @Override
    boolean isDriven() {
        return true;
    }

    @Override
    boolean isDrivenByThisThread() {
        return inLoop();
    }

    @Override
    BlockingWork blocking() {
        throw noLoop("toThread(..)");
    }
}
