package io.heddle.junit;

import static io.heddle.Coroutines.async;
import static io.heddle.Coroutines.done;

import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Runner;
import io.heddle.Task;
import io.heddle.TaskDump;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;

/** The loop of one run of a test, and what went wrong on it behind the test's back. */
final class TestLoop {
    /** How long what has no options may take. */
    static final long DEFAULT_TIMEOUT_SECONDS = 60;

    private final Runner runner;
    private final boolean virtualTime;
    private final Order order;
    private final List<AssertionError> unretrieved = new ArrayList<>();

    TestLoop(String name, boolean virtualTime, Order order) {
        this.virtualTime = virtualTime;
        this.order = order;
        this.runner = order.option()
                .apply(Runner.builder()
                        .name(name)
                        .virtualTime(virtualTime)
                        .exceptionHandler((task, failure) -> unretrieved.add(new AssertionError(
                                task.name() + " failed, and nobody has retrieved the exception: " + failure, failure))))
                .build();
    }

    Runner runner() {
        return runner;
    }

    /** Runs {@code body} as a test of its own, on a loop of its own, as an {@link AsyncTest} without options runs. */
    static void runAlone(String name, Coroutine<?> body) throws Throwable {
        var loop = new TestLoop(name, true, Order.FIFO);
        Throwable failure = null;
        try {
            loop.call(() -> loop.runner.run(body), DEFAULT_TIMEOUT_SECONDS);
        } catch (Throwable e) {
            failure = e;
        }
        try {
            loop.close(failure == null);
        } catch (AssertionError e) {
            if (failure == null) {
                throw e;
            }
            failure.addSuppressed(e);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Calls a method of the test, which has so many seconds. */
    void call(Executable method, long timeoutSeconds) throws Throwable {
        try (var watchdog = Watchdog.watch(runner.loop(), timeoutSeconds)) {
            try {
                AsyncMethods.invoke(method, runner);
            } catch (Throwable e) {
                throw withTasks(watchdog.inPlaceOf(e));
            }
        }
    }

    /** Gives {@code failure} the tree of the tasks that are there now, and the seed. */
    private Throwable withTasks(Throwable failure) {
        var interrupted = Thread.interrupted(); // it would cancel the look at the tasks
        var tree = tree();
        failure.addSuppressed(new TestSituation(
                order.advice() + (tree.isEmpty() ? "no other task was there" : "other tasks:\n" + tree)));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }

    /**
     * Closes the loop.
     *
     * @param succeeded whether the test has; the tasks that a failed one leaves behind are no mistake of their own
     * @throws AssertionError where tasks were left over, or failures were not retrieved
     */
    void close(boolean succeeded) {
        var tree = succeeded ? leftOver() : "";
        runner.close();
        var failures = new ArrayList<>(unretrieved);
        if (!tree.isEmpty()) {
            failures.add(
                    0,
                    new AssertionError(
                            "tasks were left over at the end: await them, or cancel and await them\n" + tree));
        }
        if (!failures.isEmpty()) {
            var first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            if (!order.advice().isEmpty()) {
                first.addSuppressed(new TestSituation(order.advice()));
            }
            throw first;
        }
    }

    /** Lets what is about to end do so, under virtual time at least, and gives the tree of what stays. */
    private String leftOver() {
        if (virtualTime) {
            runner.run(runner.clock().runCurrent());
        }
        return tree();
    }

    /** The tasks as a tree, without the one that looks. */
    private String tree() {
        return runner.run(async(() -> {
            var me = Task.current().named("looks at the tasks").name();
            return done(TaskDump.of(EventLoop.current())
                    .tree()
                    .lines()
                    .filter(line -> !line.startsWith("event loop ") && !line.startsWith("  " + me))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining()));
        }));
    }
}
