package io.heddle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a loop is made with. The builders that users see collect it, one option at a time: each {@code with} gives options
 * that differ in that one.
 *
 * @param name for people
 * @param debug whether to look out for mistakes that cost time to find
 * @param handler gets the failures that nobody retrieves
 * @param blockingExecutor runs blocking work; null for threads of the loop's own
 * @param grace how long a shutdown of the JVM waits for the main task, which it cancels; null for not at all
 * @param virtualTime whether the clock jumps to the next deadline
 * @param order makes the order in which the loop goes through what is ready
 * @param listeners make those who see what happens on the loop
 */
record LoopOptions(
        String name,
        boolean debug,
        FailureHandler handler,
        @Nullable Executor blockingExecutor,
        @Nullable Duration grace,
        boolean virtualTime,
        Supplier<PassOrder> order,
        List<Supplier<LoopListener>> listeners) {
    static final LoopOptions DEFAULT = new LoopOptions(
            "main",
            isSet(System.getProperty("heddle.debug")),
            FailureHandler.LOG,
            null,
            null,
            false,
            PassOrder.FIFO,
            List.of());

    LoopOptions withName(String name) {
        Objects.requireNonNull(name, "name");
        return new LoopOptions(name, debug, handler, blockingExecutor, grace, virtualTime, order, listeners);
    }

    LoopOptions withDebug(boolean debug) {
        return new LoopOptions(name, debug, handler, blockingExecutor, grace, virtualTime, order, listeners);
    }

    LoopOptions withHandler(BiConsumer<Task<?>, Throwable> handler) {
        Objects.requireNonNull(handler, "handler");
        return new LoopOptions(name, debug, handler::accept, blockingExecutor, grace, virtualTime, order, listeners);
    }

    LoopOptions withBlockingExecutor(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return new LoopOptions(name, debug, handler, executor, grace, virtualTime, order, listeners);
    }

    LoopOptions withGrace(Duration grace) {
        Objects.requireNonNull(grace, "grace");
        return new LoopOptions(name, debug, handler, blockingExecutor, grace, virtualTime, order, listeners);
    }

    LoopOptions withVirtualTime(boolean virtualTime) {
        return new LoopOptions(name, debug, handler, blockingExecutor, grace, virtualTime, order, listeners);
    }

    LoopOptions withOrder(Supplier<PassOrder> order) {
        return new LoopOptions(name, debug, handler, blockingExecutor, grace, virtualTime, order, listeners);
    }

    LoopOptions withListener(Supplier<LoopListener> added) {
        var all = new ArrayList<>(listeners);
        all.add(added);
        return new LoopOptions(name, debug, handler, blockingExecutor, grace, virtualTime, order, List.copyOf(all));
    }

    /** {@code -Dheddle.debug} alone means yes. */
    private static boolean isSet(@Nullable String property) {
        return property != null && !property.equals("false");
    }
}
