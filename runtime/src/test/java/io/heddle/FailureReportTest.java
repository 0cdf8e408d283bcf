package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class FailureReportTest extends KernelTest {
    @Test
    void aFailureThatNobodyRetrievesIsReportedOnceAtTheLatestWhenTheLoopCloses() {
        runner.run(body(() -> {
            spawn(failing(1, new IOException("gone"))).named("fetcher");
            return await(sleep(2));
        }));
        assertThat(reports).isEmpty();
        runner.close();

        assertThat(reports).containsExactly("fetcher: java.io.IOException: gone");
    }

    @Test
    void aFailureIsReportedOnceItsTaskIsUnreachable() throws Exception {
        runner.run(body(() -> {
            spawn(failing(1, new IOException("gone")));
            return await(sleep(2));
        }));
        for (var attempts = 0; attempts < 100 && reports.isEmpty(); attempts++) {
            System.gc();
            runner.run(done());
            Thread.onSpinWait();
        }

        assertThat(reports).containsExactly("Task-2: java.io.IOException: gone");
    }

    @Test
    void aRetrievedFailureIsNotReported() {
        runner.run(body(() -> {
            var awaited = spawn(failing(1, new IOException("awaited")));
            var asked = spawn(failing(1, new IOException("asked")));
            var future = spawn(failing(1, new IOException("future")));
            future.toCompletableFuture();
            return await(
                    outcomeOf(awaited),
                    v -> await(sleep(1), w -> {
                        asked.exceptionNow();
                        return value(null);
                    }));
        }));
        runner.close();

        assertThat(reports).isEmpty();
    }

    @Test
    void aCancelledTaskIsNoFailure() {
        runner.run(body(() -> {
            spawn(slow(1, "x")).cancel();
            return await(sleep(2));
        }));
        runner.close();

        assertThat(reports).isEmpty();
    }

    @Test
    void whatACallbackThrowsIsReportedAndTheLoopGoesOn() {
        runner.run(body(() -> {
            EventLoop.current().execute(new Runnable() {
                @Override
                public void run() {
                    throw new IllegalStateException("broken");
                }

                @Override
                public String toString() {
                    return "of the test";
                }
            });
            return await(sleep(1), v -> value(log.add("goes on")));
        }));

        assertThat(reports).containsExactly("callback of the test: java.lang.IllegalStateException: broken");
        assertThat(log).containsExactly("goes on");
    }

    @Test
    void aFailureDuringTheShutdownIsReported() {
        runner.run(body(() -> {
            spawn(body(() -> await(sleep(10), v -> value("slept"), e -> {
                        throw new IllegalStateException("clean-up");
                    })))
                    .named("cleaner");
            return await(sleep(1));
        }));
        runner.close();

        assertThat(reports).containsExactly("cleaner: java.lang.IllegalStateException: clean-up");
    }

    @Test
    void withoutAHandlerTheyAreLoggedAsErrors() {
        var failure = new IOException("gone");
        try (var logged = new LogCapture()) {
            Coroutines.run(body(() -> {
                var task = spawn(body(() -> {
                    throw failure;
                }));
                return await(Coroutines.waitAll(List.of(task)));
            }));

            assertThat(logged.records).singleElement().satisfies(record -> {
                assertThat(record.getLevel()).isEqualTo(Level.SEVERE);
                assertThat(record.getMessage()).isEqualTo("Task-2 failed, and nobody has retrieved the exception");
                assertThat(record.getThrown()).isSameAs(failure);
            });
        }
    }

    @Test
    void aHandlerThatThrowsDoesNotStopTheLoop() {
        try (var logged = new LogCapture()) {
            try (var own = Runner.builder()
                    .virtualTime(true)
                    .exceptionHandler((task, failure) -> {
                        throw new IllegalStateException("handler");
                    })
                    .build()) {
                own.run(body(() -> {
                    spawn(failing(1, new IOException("gone")));
                    return await(sleep(2));
                }));
            }

            assertThat(logged.records).singleElement().satisfies(record -> {
                assertThat(record.getThrown())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("handler");
                assertThat(record.getThrown().getSuppressed()).singleElement().isInstanceOf(IOException.class);
            });
        }
    }

    @Test
    void inDebugModeATaskTellsWhereItWasSpawned() {
        try (var own = Runner.builder()
                .virtualTime(true)
                .debug(true)
                .exceptionHandler((task, failure) -> log.add(task.toString()))
                .build()) {
            own.run(body(() -> {
                spawn(failing(1, new IOException("spawned")));
                var shielding =
                        spawn(body("shielding", () -> await(Coroutines.shield(failing(5, new IOException("child"))))));
                return await(sleep(2), v -> {
                    shielding.cancel();
                    return await(sleep(5));
                });
            }));
        }

        assertThat(log).hasSize(2);
        assertThat(log.get(0))
                .matches(
                        "Task-2 \\(has failed, spawned at .*FailureReportTest\\..*\\(FailureReportTest.java:\\d+\\)\\)");
        assertThat(log.get(1)).isEqualTo("Task-4 (has failed, spawned at Body.shielding(Body.java:1))");
    }
}
