package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Coroutine;
import io.heddle.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Traces of failures that were not thrown where they are awaited: each one ends in the chain of awaiting methods, and shows
 * nothing of the runtime. The golden texts leave the JDK's own lines out; where these change on purpose, copy the
 * new files over the old ones.
 */
class ForeignTracesTest {
    private static final String MEMBERS = """
            static final RuntimeException CONSTANT = new RuntimeException("constant");
            static class Stackless extends RuntimeException {
                Stackless() { super("stackless", null, false, false); }
            }
            static <T> java.util.concurrent.CompletableFuture<T> failed(Throwable e) {
                return java.util.concurrent.CompletableFuture.failedFuture(e);
            }
            @Async static Coroutine<Integer> thread() {
                return done(await(Coroutines.<Integer>suspend(c ->
                    new Thread(() -> c.fail(new IllegalStateException("x"))).start())));
            }
            @Async static Coroutine<Integer> pool() {
                return done(await(java.util.concurrent.CompletableFuture.<Integer>supplyAsync(() -> {
                    throw new IllegalStateException("x"); })));
            }
            @Async static Coroutine<Integer> work() {
                return done(await(toThread(() -> {
                    throw new IllegalStateException("x"); })));
            }
            @Async static Coroutine<Integer> nestedRun() {
                return done(await(toThread(() -> run(
                    thrower()))));
            }
            @Async static Coroutine<Integer> callback() {
                Promise<Integer> promise = new Promise<>();
                EventLoop.current().execute(() ->
                    promise.fail(new IllegalStateException("x", new RuntimeException("why"))));
                return done(await(promise));
            }
            @Async static Coroutine<Integer> onDone() {
                Promise<Integer> promise = new Promise<>();
                spawn(yieldNow()).onDone(task ->
                    promise.fail(new IllegalStateException("x")));
                return done(await(promise));
            }
            @Async static Coroutine<Integer> otherTask() {
                Promise<Integer> promise = new Promise<>();
                var unused = spawn(failing(promise));
                return done(await(promise));
            }
            @Async static Coroutine<Void> failing(Promise<Integer> promise) {
                promise.fail(new IllegalStateException("x"));
                return done();
            }
            @Async static Coroutine<Integer> readyPromise() {
                Promise<Integer> promise = new Promise<>();
                await(spawn(failing(promise)));
                return done(await(promise));
            }
            @Async static Coroutine<Integer> readyFuture() throws Exception {
                var future = java.util.concurrent.CompletableFuture.<Integer>supplyAsync(() -> {
                    throw new IllegalStateException("x"); });
                try {
                    future.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    assert e != null;
                }
                return done(await(future));
            }
            @Async static Coroutine<Integer> madeHere() {
                return done(await(Shop.<Integer>failed(new IllegalStateException("x"))));
            }
            @Async static Coroutine<Integer> awaitedTwice() {
                var future = java.util.concurrent.CompletableFuture.<Integer>supplyAsync(() -> {
                    throw new IllegalStateException("x"); });
                try {
                    return done(await(future));
                } catch (IllegalStateException e) {
                    return done(await(future));
                }
            }
            @Async static Coroutine<Integer> constant() {
                return done(await(Shop.<Integer>failed(CONSTANT)));
            }
            @Async static Coroutine<Integer> stackless() {
                return done(await(Shop.<Integer>failed(new Stackless())));
            }
            @Async static Coroutine<Integer> futures() {
                return done(await(total()));
            }
            @Async static java.util.concurrent.CompletableFuture<Integer> total() {
                int price = await(price());
                return java.util.concurrent.CompletableFuture.completedFuture(price);
            }
            @Async static java.util.concurrent.CompletableFuture<Integer> price() {
                await(yieldNow());
                throw new IllegalStateException("x");
            }
            @Async static Coroutine<Integer> deadline() {
                return done(await(withTimeout(java.time.Duration.ofSeconds(1), slow())));
            }
            @Async static Coroutine<Integer> slow() {
                await(sleep(java.time.Duration.ofHours(1)));
                return done(1);
            }
            @Async static Coroutine<Integer> cancelledTask() {
                Task<Integer> task = spawn(slow());
                await(yieldNow());
                task.cancel("enough");
                return done(await(task));
            }
            @Async static Coroutine<Integer> cancelledPromise() {
                Promise<Integer> promise = new Promise<>();
                EventLoop.current().execute(promise::cancel);
                return done(await(promise));
            }
            @Async static Coroutine<Integer> gathered() {
                return done(await(gather(work(), slow())).size());
            }
            @Async static Coroutine<Integer> inGroup() {
                try (TaskGroup group = TaskGroup.open()) {
                    group.spawn(work());
                }
                return done(1);
            }
            @Async static Coroutine<Integer> generated() {
                for (int x : numbers()) {
                    return done(x);
                }
                return done(0);
            }
            static AsyncIterable<Integer> numbers() {
                return AsyncIterable.generate(out -> {
                    await(work());
                    return done();
                });
            }
            @Async static Coroutine<Integer> thrower() {
                await(yieldNow());
                throw new IllegalStateException("x");
            }
            @Async static Coroutine<Throwable> caller(String name) throws Exception {
                try {
                    await((Coroutine<?>) Shop.class.getDeclaredMethod(name).invoke(null));
                } catch (Throwable e) {
                    return done(e);
                }
                return done(null);
            }
            @Async public static Coroutine<Throwable> main(String name) throws Exception {
                return done(await(caller(name)));
            }
            """;

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "traces");
    private static final Path ACTUAL = Path.of("target", "golden", "traces");

    private static WovenProgram program;

    @BeforeAll
    static void weave() throws IOException, ClassNotFoundException {
        program = WovenProgram.of(MEMBERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thread",
                "pool",
                "work",
                "nestedRun",
                "callback",
                "onDone",
                "otherTask",
                "readyPromise",
                "readyFuture",
                "madeHere",
                "awaitedTwice",
                "constant",
                "stackless",
                "futures",
                "deadline",
                "cancelledTask",
                "cancelledPromise",
                "gathered",
                "inGroup",
                "generated"
            })
    void endsInTheAwaitingMethods(String name) throws Exception {
        var main = program.shop().getMethod("main", String.class);
        Throwable failure;
        try (var runner = Runner.virtualTime()) {
            failure = (Throwable) runner.run((Coroutine<?>) main.invoke(null, name));
        }

        var golden = GOLDEN.resolve(name + ".txt");
        var actual = ACTUAL.resolve(name + ".txt");
        Files.createDirectories(ACTUAL);
        Files.writeString(actual, ofProgram(failure));
        assertThat(actual)
                .as("%s differs from %s", actual.toAbsolutePath(), golden.toAbsolutePath())
                .hasSameTextualContentAs(golden);
    }

    /** As printed, without the lines of the JDK, and of what stands below {@code run}. */
    private static String ofProgram(Throwable e) {
        return WovenProgram.withoutLambdaNumbers(WovenProgram.printed(e))
                .lines()
                .filter(line ->
                        !line.startsWith("\tat ") || line.contains("com.example.") || line.contains("io.heddle."))
                .filter(line -> !line.contains(ForeignTracesTest.class.getName()))
                .map(line -> line.replaceFirst("\\.\\.\\. \\d+ more", "... more") + "\n")
                .collect(Collectors.joining());
    }
}
