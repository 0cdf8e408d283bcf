package io.heddle.instrumenter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tasks of a program that knows nothing of being watched, in a JVM of its own. */
class RunningTasksTest {
    private static final String SOURCE = """
            import static io.heddle.Coroutines.*;
            import io.heddle.*;
            import java.time.Duration;
            class Shop {
              @Async static Coroutine<Void> price() {
                await(sleep(Duration.ofHours(1)));
                return done();
              }
              @Async static Coroutine<Void> total() {
                await(gather(price(), price()));
                return done();
              }
              @Async static Coroutine<Void> open() {
                var total = spawn(total()).named("total");
                System.out.println("open");
                await(total);
                return done();
              }
              public static void main(String[] args) {
                run(open());
              }
            }
            """;

    @TempDir
    static Path folder;

    private static Process shop;

    @BeforeAll
    static void open() throws IOException {
        var program = new JavaProgram(folder).source("Shop.java", SOURCE).compile();
        var runtime = JavaProgram.runtime();
        assertThat(run("--classpath", runtime.toString(), program.classes().toString()))
                .startsWith("wove 1 class");
        shop = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        JavaProgram.classPath(program.classes(), runtime),
                        "Shop")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(shop.inputReader().readLine()).isEqualTo("open");
    }

    @AfterAll
    static void close() {
        shop.destroyForcibly();
    }

    @Test
    void pstreeShowsWhoAwaitsWhom() {
        assertThat(timeless(run("pstree", Long.toString(shop.pid())))).isEqualTo("""
                event loop main, 4 tasks
                  Task-1 waits for total, for _, _ old
                      at Shop.open(Shop.java:16)
                    total waits for gather, for _, _ old, spawned at Shop.open(Shop.java:14)
                        at Shop.total(Shop.java:10)
                      Task-3 waits for sleep, for _, _ old, spawned at Shop.total(Shop.java:10)
                          at Shop.price(Shop.java:6)
                      Task-4 waits for sleep, for _, _ old, spawned at Shop.total(Shop.java:10)
                          at Shop.price(Shop.java:6)
                """);
    }

    @Test
    void psShowsATable() {
        assertThat(timeless(run("ps", Long.toString(shop.pid()))).replaceAll(" {2,}", "  "))
                .isEqualTo("""
                TASK  STATE  FOR  AGE  AT  SPAWNED AT  LOOP
                Task-1  waits for total  _  _  Shop.open(Shop.java:16)  -  event loop main
                total  waits for gather  _  _  Shop.total(Shop.java:10)  Shop.open(Shop.java:14)  event loop main
                Task-3  waits for sleep  _  _  Shop.price(Shop.java:6)  Shop.total(Shop.java:10)  event loop main
                Task-4  waits for sleep  _  _  Shop.price(Shop.java:6)  Shop.total(Shop.java:10)  event loop main
                """);
    }

    @Test
    void severalMayAskAtATime() throws Exception {
        Callable<String> question = () -> run("ps", Long.toString(shop.pid()));
        var everyone = Executors.newFixedThreadPool(4);
        try {
            var answers = everyone.invokeAll(Collections.nCopies(12, question));

            for (var answer : answers) {
                assertThat(answer.get()).contains("Shop.price(Shop.java:6)");
            }
        } finally {
            everyone.shutdown();
        }
    }

    private static String timeless(String text) {
        return text.replaceAll("\\b\\d+m?\\d*(\\.\\d+)?s\\b", "_");
    }

    private static String run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var status = new Main(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)).run(arguments);
        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(status).isZero();
        return out.toString(UTF_8);
    }
}
