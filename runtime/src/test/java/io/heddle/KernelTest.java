package io.heddle;

import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** What the tests of the kernel share: a runner with virtual time, a log, and a few small bodies. */
abstract class KernelTest {
    final List<String> log = new ArrayList<>();
    final List<String> reports = new ArrayList<>();
    final Runner runner = Runner.builder()
            .virtualTime(true)
            .exceptionHandler((task, failure) -> reports.add(task.name() + ": " + failure))
            .build();

    @AfterEach
    void close() {
        runner.close();
    }

    static Coroutine<Void> sleep(int seconds) {
        return Coroutines.sleep(ofSeconds(seconds));
    }

    /** The virtual time, in seconds. */
    long now() {
        return Duration.ofNanos(runner.loop().nanoTime()).toSeconds();
    }

    /** Sleeps, then gives {@code value}; logs how it ended. */
    <T> Coroutine<T> slow(int seconds, T value) {
        return Body.body(() -> Body.await(
                sleep(seconds),
                v -> {
                    log.add(value + " at " + now());
                    return Body.value(value);
                },
                e -> {
                    log.add(value + " " + shortly(e) + " at " + now());
                    throw e;
                }));
    }

    /** Sleeps, then throws {@code failure}. */
    static <T> Coroutine<T> failing(int seconds, Throwable failure) {
        return Body.body(() -> Body.await(sleep(seconds), v -> {
            throw failure;
        }));
    }

    /** Sleeps; when it is cancelled, cleans up for a while, with an await, and throws on. */
    Coroutine<String> cleaningUp(int seconds, int cleanUpSeconds) {
        return Body.body(() -> Body.await(sleep(seconds), v -> Body.value("slept"), e -> {
            log.add("cleaning up at " + now());
            return Body.await(sleep(cleanUpSeconds), v -> {
                log.add("clean at " + now());
                throw e;
            });
        }));
    }

    /** Sleeps; when it is cancelled, gives {@code value} nonetheless. */
    static <T> Coroutine<T> stubborn(int seconds, T value) {
        return Body.body(() -> Body.await(sleep(seconds), v -> Body.value(value), e -> Body.value(value)));
    }

    /** Awaits, and gives what came of it as a text. */
    static Coroutine<String> outcomeOf(Awaitable<?> awaitable) {
        return Body.body(() -> Body.await(awaitable, v -> Body.value(String.valueOf(v)), e -> Body.value(shortly(e))));
    }

    /** {@code try (resource) { return block; }}. */
    static <T> Coroutine<T> using(AsyncCloseable resource, Coroutine<T> block) {
        return Body.body(() -> Body.await(
                block,
                v -> Body.await(resource.closeAsync(), closed -> Body.value(v)),
                e -> Body.await(resource.closeAsync(e), leftBy -> {
                    throw leftBy;
                })));
    }

    /** {@code try (var group = TaskGroup.open()) { return block; }}. */
    static <T> Coroutine<T> inGroup(Function<TaskGroup, Coroutine<T>> block) {
        return Body.body(() -> {
            var group = TaskGroup.open();
            return Body.await(using(group, Body.body(() -> Body.tail(block.apply(group)))));
        });
    }

    /** {@code for (var element : elements) { if (!await(each)) break; }}. */
    static <T> Coroutine<Void> forEach(AsyncIterable<T> elements, Function<T, Coroutine<Boolean>> each) {
        return Body.body(() -> loop(elements.iterator(), each));
    }

    private static <T> Body.Next<Void> loop(AsyncIterator<T> iterator, Function<T, Coroutine<Boolean>> each) {
        return Body.await(
                iterator.hasNextAsync(),
                more -> more ? around(iterator, each) : Body.value(null),
                e -> leaveLoop(iterator, e));
    }

    private static <T> Body.Next<Void> around(AsyncIterator<T> iterator, Function<T, Coroutine<Boolean>> each) {
        return Body.await(
                each.apply(iterator.next()),
                goOn -> goOn ? loop(iterator, each) : Body.await(iterator.closeAsync()),
                e -> leaveLoop(iterator, e));
    }

    private static Body.Next<Void> leaveLoop(AsyncIterator<?> iterator, Throwable e) {
        return Body.await(iterator.closeAsync(e), leftBy -> {
            throw leftBy;
        });
    }

    /** The class and the message, if there is one. */
    static String shortly(Throwable e) {
        var name = e.getClass().getSimpleName();
        return e.getMessage() == null ? name : name + "(" + e.getMessage() + ")";
    }
}
