package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heddle.Coroutine;
import io.heddle.Runner;
import io.heddle.Task;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The trace of a task ends in the line that spawned it, and reports name that line, without any option. */
class SpawnSiteTest {
    @Test
    void aTraceEndsWhereTheTaskWasSpawned() throws Throwable {
        var shop = WovenProgram.of("""
                @Async public static Coroutine<Integer> open() {
                    Task<Integer> task = spawn(total());
                    return done(await(waitAll(java.util.List.of(task))).done().size());
                }
                public static Throwable failure;
                @Async static Coroutine<Integer> total() {
                    try {
                        return done(1 + await(price()));
                    } catch (RuntimeException e) {
                        failure = new IllegalStateException("no total", e);
                        throw (IllegalStateException) failure;
                    }
                }
                @Async static Coroutine<Integer> price() {
                    await(yieldNow());
                    throw new IllegalArgumentException("no price");
                }
                """);
        try (var runner = Runner.virtualTime()) {
            runner.run(shop.<Coroutine<Integer>>call("open"));
        }

        assertThat(WovenProgram.printed(
                        (Throwable) shop.shop().getField("failure").get(null)))
                .isEqualTo("""
                java.lang.IllegalStateException: no total
                \tat com.example.Shop.total(Shop.java:11)
                \tat spawned at com.example.Shop.open(Shop.java:3)
                Caused by: java.lang.IllegalArgumentException: no price
                \tat com.example.Shop.price(Shop.java:17)
                \tat com.example.Shop.total(Shop.java:9)
                \t... 1 more
                """.replace("\n", System.lineSeparator()));
    }

    @Test
    void whoAwaitsAFailedTaskSeesWhereThatWasSpawned() throws Throwable {
        var shop = WovenProgram.of("""
                @Async public static Coroutine<Integer> open() {
                    Task<Integer> task = spawn(() -> price());
                    return done(await(spawn(caller(task))));
                }
                @Async static Coroutine<Integer> caller(Task<Integer> task) {
                    return done(await(task));
                }
                @Async static Coroutine<Integer> price() {
                    await(yieldNow());
                    throw new IllegalArgumentException("no price");
                }
                """);
        Throwable failure;
        try (var runner = Runner.virtualTime()) {
            failure = catchThrowable(() -> runner.run(shop.<Coroutine<Integer>>call("open")));
        }

        assertThat(WovenProgram.printed(failure)).startsWith("""
                java.lang.IllegalArgumentException: no price
                \tat com.example.Shop.price(Shop.java:11)
                \tat spawned at com.example.Shop.open(Shop.java:3)
                """.replace("\n", System.lineSeparator()));
        assertThat(failure.getStackTrace())
                .filteredOn(element -> element.getClassName().startsWith("spawned at"))
                .hasSize(1);
    }

    @Test
    void theChildrenOfAGatherWereSpawnedWhereItIsAwaited() throws Throwable {
        var shop = WovenProgram.of("""
                @Async public static Coroutine<Integer> open() {
                    return done(
                        await(gather(price(), price())).size());
                }
                @Async static Coroutine<Integer> price() {
                    throw new IllegalArgumentException("no price");
                }
                """);
        Throwable failure;
        try (var runner = Runner.virtualTime()) {
            failure = catchThrowable(() -> runner.run(shop.<Coroutine<Integer>>call("open")));
        }

        assertThat(WovenProgram.printed(failure)).startsWith("""
                java.lang.IllegalArgumentException: no price
                \tat com.example.Shop.price(Shop.java:7)
                \tat spawned at com.example.Shop.open(Shop.java:4)
                """.replace("\n", System.lineSeparator()));
    }

    @Test
    void aFailureThatNobodyRetrievesIsReportedWithTheLineOfItsSpawn() throws Throwable {
        var shop = WovenProgram.of("""
                @Async public static Coroutine<Void> open() {
                    start();
                    await(yieldNow());
                    return done();
                }
                static Task<?> start() {
                    return EventLoop.current().spawn(() -> price());
                }
                @Async static Coroutine<Integer> price() {
                    throw new IllegalArgumentException("no price");
                }
                """);
        var reports = new ArrayList<String>();
        try (var runner = Runner.builder()
                .exceptionHandler((task, failure) -> reports.add(task.toString()))
                .build()) {
            runner.run(shop.<Coroutine<Void>>call("open"));
        }

        assertThat(reports).containsExactly("Task-2 (has failed, spawned at com.example.Shop.start(Shop.java:8))");
    }

    @Test
    void theTasksOfAsCompletedWereSpawnedWhereTheFirstIsAwaited() throws Throwable {
        var shop = WovenProgram.of("""
                @Async public static Coroutine<String> open() {
                    var prices = java.util.List.of(price());
                    for (Task<Integer> price :
                        asCompleted(prices)) {
                      return done(price.toString());
                    }
                    return done("none");
                }
                @Async static Coroutine<Integer> price() {
                    return done(await(done(1)));
                }
                """);
        try (var runner = Runner.virtualTime()) {
            assertThat(runner.run(shop.<Coroutine<String>>call("open")))
                    .isEqualTo("Task-2 (is done, spawned at com.example.Shop.open(Shop.java:5))");
        }
    }

    @Test
    void aTaskOfAnEventLoopGroupKnowsWhereItWasSpawned() throws Throwable {
        var shop = WovenProgram.of("""
                public static String open() throws Exception {
                    try (EventLoopGroup group = EventLoopGroup.open(1)) {
                        Task<Integer> first = group.spawn(price());
                        Task<Integer> second = group.spawn(() -> price());
                        second.get();
                        return first + "\\n" + second;
                    }
                }
                @Async static Coroutine<Integer> price() {
                    return done(1);
                }
                """);

        assertThat(shop.<String>call("open")).isEqualTo("""
                Task-x1 (is done, spawned at com.example.Shop.open(Shop.java:4))
                Task-x2 (is done, spawned at com.example.Shop.open(Shop.java:5))""");
    }

    @Test
    void theTaskOfAMethodThatReturnsOneWasSpawnedByThatMethod() throws Throwable {
        var shop = WovenProgram.of("""
                @Async public static Coroutine<Task<Integer>> open() {
                    return done(price());
                }
                @Async static Task<Integer> price() {
                    return Task.completed(await(done(1)));
                }
                """);
        try (var runner = Runner.virtualTime()) {
            Task<?> task = runner.run(shop.<Coroutine<Task<Integer>>>call("open"));

            assertThat(task).hasToString("Task-2 (is done, spawned at com.example.Shop.price(Shop.java:6))");
        }
    }
}
