package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.spawn;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class DebugModeTest extends KernelTest {
    private final Runner debug = Runner.builder().virtualTime(true).debug(true).build();

    @Test
    void aCoroutineThatWasNeverBegunIsToldOfWhenTheLoopClosesAtTheLatest() {
        var kept = new ArrayList<Coroutine<?>>();

        assertThat(logged(debug, body(() -> {
                    kept.add(Coroutines.sleep(ofSeconds(1)));
                    return value(null);
                })))
                .singleElement()
                .asString()
                .matches(
                        "Coroutines.sleep, called at .*DebugModeTest\\..*\\(DebugModeTest.java:\\d+\\), was neither awaited nor spawned, so it never ran:"
                                + " await\\(..\\) it, or spawn\\(..\\) it");
        assertThat(kept).hasSize(1);
    }

    @Test
    void aCoroutineThatWasBegunOrTakenIsNot() {
        assertThat(logged(debug, body(() -> {
                    spawn(sleep(1));
                    return await(Coroutines.gather(sleep(1), sleep(2)), v -> await(sleep(1)));
                })))
                .isEmpty();
    }

    @Test
    void aValueNeedsNoAwait() {
        assertThat(logged(debug, body(() -> {
                    log.add(Coroutines.done(1).toString());
                    log.add(Coroutines.yieldNow().toString());
                    return value(null);
                })))
                .isEmpty();
    }

    @Test
    void aCallFromAnotherThreadIsRefused() {
        var foreign = new CompletableFuture<String>();
        debug.run(body(() -> {
            var task = Task.current();
            var thread = new Thread(
                    () -> {
                        try {
                            foreign.complete("cancelling: " + task.cancelling());
                        } catch (IllegalStateException e) {
                            foreign.complete(e.getMessage());
                        }
                    },
                    "worker");
            thread.start();
            thread.join();
            return value(null);
        }));
        debug.close();

        assertThat(foreign.join())
                .isEqualTo("Task.cancelling() on thread worker, but the task belongs to the thread that runs event loop"
                        + " main: hand the call to it with loop.execute(..)");
    }

    @Test
    void aHangInRealTimeIsToldOf() {
        var pinging = new ArrayList<Task<?>>();
        try (var log = new LogCapture(() -> new Thread(() -> pinging.get(0).cancel()).start()).withoutLongSteps();
                var real = Runner.builder().debug(true).build()) {
            real.run(body("main", () -> {
                pinging.add(spawn(body("ping", () -> await(pinging.get(1)))));
                pinging.add(spawn(body("pong", () -> await(pinging.get(0)))));
                return await(pinging.get(0), v -> value(v), e -> value(null));
            }));

            assertThat(log.records)
                    .singleElement()
                    .satisfies(record -> assertThat(record.getMessage()).startsWith("""
                            no task can go on: each one waits, and nothing is left that could wake one
                            2 tasks wait for each other:
                              Task-2, at Body.ping(Body.java:1), waits for Task-3
                              Task-3, at Body.pong(Body.java:1), waits for Task-2
                            event loop main, 3 tasks
                              Task-1 waits for Task-2, for\s"""));
        }
    }

    private static List<String> logged(Runner runner, Coroutine<?> main) {
        try (var log = new LogCapture().withoutLongSteps()) {
            try (runner) {
                runner.run(main);
            }
            return log.records.stream().map(LogRecord::getMessage).toList();
        }
    }
}
