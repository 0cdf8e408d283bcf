package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
    void everyEventHasItsFields() throws IOException {
        var file = folder.resolve("fields.jfr");
        try (var recording = new Recording();
                var real = Runner.builder().name("shop").build()) {
            for (var event : List.of("io.heddle.Task", "io.heddle.Step", "io.heddle.Await", "io.heddle.LoopLag")) {
                recording.enable(event).withoutThreshold();
            }
            recording.start();
            real.run(body("open", () -> {
                spawn(body("price", () -> value(1))).named("price");
                return beLate();
            }));
            recording.stop();
            recording.dump(file);
        }

        var events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.heddle."))
                .toList();
        assertThat(events.stream().map(JfrRecorderTest::fields))
                .containsExactlyInAnyOrder(
                        "Step: task Task-1, loop event loop shop",
                        "Await: task Task-1, loop event loop shop, awaited its turn, at Body.open(Body.java:1)",
                        "Step: task price, loop event loop shop",
                        "Task: task price, loop event loop shop, spawnedAt null, end is done",
                        "LoopLag: loop event loop shop",
                        "Step: task Task-1, loop event loop shop",
                        "Task: task Task-1, loop event loop shop, spawnedAt null, end is done");
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().endsWith("LoopLag"))
                .allSatisfy(event -> assertThat(event.getDuration("lag")).isGreaterThan(Duration.ofMillis(1)));
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().endsWith("Await"))
                .allSatisfy(event -> assertThat(event.getDuration()).isPositive());
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
            real.run(body(this::beLate));
        }

        assertThat(lags).singleElement().satisfies(lag -> assertThat(lag).isGreaterThan(Duration.ofMillis(1)));
    }

    /** A callback is due for more than a millisecond when the loop comes to it. */
    private Body.Next<Void> beLate() {
        var loop = EventLoop.current();
        loop.schedule(Duration.ofNanos(1), () -> log.add("due"));
        var due = loop.nanoTime();
        while (loop.nanoTime() < due + 1_000_000) {
            Thread.onSpinWait();
        }
        return await(yieldNow());
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

    /** The fields that are ours and hold text. */
    private static String fields(RecordedEvent event) {
        return event.getFields().stream()
                .filter(field -> field.getTypeName().equals("java.lang.String"))
                .map(field -> field.getName() + " " + event.getString(field.getName()))
                .collect(Collectors.joining(", ", event.getEventType().getName().replaceFirst(".*\\.", "") + ": ", ""));
    }
}
