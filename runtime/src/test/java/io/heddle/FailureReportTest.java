package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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
        var records = new ArrayList<LogRecord>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger("io.heddle");
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        var failure = new IOException("gone");
        try {
            Coroutines.run(body(() -> {
                var task = spawn(body(() -> {
                    throw failure;
                }));
                return await(Coroutines.waitAll(List.of(task)));
            }));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }

        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(record.getMessage()).isEqualTo("Task-2 failed, and nobody has retrieved the exception");
            assertThat(record.getThrown()).isSameAs(failure);
        });
    }

    @Test
    void aHandlerThatThrowsDoesNotStopTheLoop() {
        try (var own = Runner.builder()
                .virtualTime(true)
                .exceptionHandler((task, failure) -> {
                    log.add(task.name());
                    throw new IllegalStateException("handler");
                })
                .build()) {
            Logger.getLogger("io.heddle").setLevel(Level.OFF);
            own.run(body(() -> {
                spawn(failing(1, new IOException("gone")));
                return await(sleep(2));
            }));
        } finally {
            Logger.getLogger("io.heddle").setLevel(null);
        }

        assertThat(log).containsExactly("Task-2");
    }
}
