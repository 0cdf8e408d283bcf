package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JfrRecorderTest extends KernelTest {
    @TempDir
    Path folder;

    @Test
    void aRecordingHasTasksStepsAndAwaitsFromTheMomentOnWhereItBegins() throws IOException {
        var file = folder.resolve("tasks.jfr");
        try (var recording = new Recording()) {
            runner.run(say());
            for (var event : List.of("io.heddle.Task", "io.heddle.Step", "io.heddle.Await", "io.heddle.LoopLag")) {
                recording.enable(event).withoutThreshold();
            }
            recording.start();
            runner.run(say());
            recording.stop();
            runner.run(say());
            recording.dump(file);
        }

        assertThat(RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().startsWith("io.heddle."))
                        .map(JfrRecorderTest::text))
                .containsExactlyInAnyOrder(
                        "Step Task-2",
                        "Await Task-2: its turn at Body.say(Body.java:1)",
                        "Step Task-2",
                        "Task Task-2: is done");
    }

    @Test
    void aListenerHearsOfTheLagOfTheLoop() {
        var lags = new ArrayList<Duration>();
        try (var real = Runner.builder()
                .listener(new LoopListener() {
                    @Override
                    public void late(Duration lag) {
                        lags.add(lag);
                    }
                })
                .build()) {
            real.run(body(() -> {
                var loop = EventLoop.current();
                loop.schedule(Duration.ofNanos(1), () -> log.add("due"));
                var due = loop.nanoTime();
                while (loop.nanoTime() < due + 1_000_000) {
                    Thread.onSpinWait();
                }
                return await(yieldNow());
            }));
        }

        assertThat(lags).singleElement().satisfies(lag -> assertThat(lag).isGreaterThan(Duration.ofMillis(1)));
    }

    private Coroutine<?> say() {
        return body("say", () -> await(yieldNow(), v -> value(null)));
    }

    private static String text(RecordedEvent event) {
        var what = event.getEventType().getLabel() + " " + event.getString("task");
        return switch (event.getEventType().getLabel()) {
            case "Await" -> what + ": " + event.getString("awaited") + " at " + event.getString("at");
            case "Task" -> what + ": " + event.getString("end");
            default -> what;
        };
    }
}
