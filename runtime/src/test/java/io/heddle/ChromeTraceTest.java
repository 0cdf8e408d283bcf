package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromeTraceTest {
    @TempDir
    Path folder;

    @Test
    void hasARowForEachTaskWithItsStepsAndAwaits() throws IOException {
        var file = folder.resolve("trace.json");
        try (var runner = Runner.builder().virtualTime(true).trace(file).build()) {
            runner.run(body("greet", () -> await(Coroutines.gather(say(1), say(2)), v -> value(null))));
        }

        assertThat(Files.readString(file)).isEqualTo("""
                {"displayTimeUnit":"ms","traceEvents":[
                {"name":"process_name","ph":"M","pid":1,"tid":0,"args":{"name":"event loop main"}},
                {"name":"thread_name","ph":"M","pid":1,"tid":0,"args":{"name":"steps"}},
                {"name":"Task-1","ph":"X","pid":1,"tid":0,"ts":0.000,"dur":0.000},
                {"name":"step","ph":"X","pid":1,"tid":1,"ts":0.000,"dur":0.000},
                {"name":"Task-2","ph":"X","pid":1,"tid":0,"ts":0.000,"dur":0.000},
                {"name":"step","ph":"X","pid":1,"tid":2,"ts":0.000,"dur":0.000},
                {"name":"Task-3","ph":"X","pid":1,"tid":0,"ts":0.000,"dur":0.000},
                {"name":"step","ph":"X","pid":1,"tid":3,"ts":0.000,"dur":0.000},
                {"name":"await sleep","args":{"at":"Body.say(Body.java:1)"},"ph":"X","pid":1,"tid":2,"ts":0.000,"dur":1000000.000},
                {"name":"Task-2","ph":"X","pid":1,"tid":0,"ts":1000000.000,"dur":0.000},
                {"name":"step","ph":"X","pid":1,"tid":2,"ts":1000000.000,"dur":0.000},
                {"name":"thread_name","ph":"M","pid":1,"tid":2,"args":{"name":"Task-2"}},
                {"name":"Task-2","args":{"end":"is done","spawned at":"Body.greet(Body.java:1)"},"ph":"X","pid":1,"tid":2,"ts":0.000,"dur":1000000.000},
                {"name":"await sleep","args":{"at":"Body.say(Body.java:1)"},"ph":"X","pid":1,"tid":3,"ts":0.000,"dur":2000000.000},
                {"name":"Task-3","ph":"X","pid":1,"tid":0,"ts":2000000.000,"dur":0.000},
                {"name":"step","ph":"X","pid":1,"tid":3,"ts":2000000.000,"dur":0.000},
                {"name":"thread_name","ph":"M","pid":1,"tid":3,"args":{"name":"Task-3"}},
                {"name":"Task-3","args":{"end":"is done","spawned at":"Body.greet(Body.java:1)"},"ph":"X","pid":1,"tid":3,"ts":0.000,"dur":2000000.000},
                {"name":"await gather","args":{"at":"Body.greet(Body.java:1)"},"ph":"X","pid":1,"tid":1,"ts":0.000,"dur":2000000.000},
                {"name":"Task-1","ph":"X","pid":1,"tid":0,"ts":2000000.000,"dur":0.000},
                {"name":"step","ph":"X","pid":1,"tid":1,"ts":2000000.000,"dur":0.000},
                {"name":"thread_name","ph":"M","pid":1,"tid":1,"args":{"name":"Task-1"}},
                {"name":"Task-1","args":{"end":"is done"},"ph":"X","pid":1,"tid":1,"ts":0.000,"dur":2000000.000}
                ]}
                """);
    }

    @Test
    void theSpansOfARowLieInsideOfOneAnotherOrApart() throws IOException {
        var file = folder.resolve("trace.json");
        try (var runner = Runner.builder().trace(file).build()) {
            runner.run(body("open", () -> await(Coroutines.gather(twice(), twice(), twice()), v -> value(null))));
        }

        var rows = spans(file);
        assertThat(rows).hasSize(5);
        rows.forEach((row, spans) -> {
            for (var one : spans) {
                for (var other : spans) {
                    assertThat(one.isInside(other) || other.isInside(one) || one.isApartFrom(other))
                            .as("row %d: %s, %s", row, one, other)
                            .isTrue();
                }
            }
        });
    }

    @Test
    void theFileIsCompleteThoughTheJvmEndsBeforeTheLoop() throws Exception {
        var file = folder.resolve("cut.json");
        var program = TestJvm.of(ExitingProgram.class);
        program.command().add(file.toString());

        assertThat(program.start().waitFor()).isZero();
        assertThat(Files.readString(file).replaceAll("\\d+\\.\\d{3}", "_")).isEqualTo("""
                {"displayTimeUnit":"ms","traceEvents":[
                {"name":"process_name","ph":"M","pid":1,"tid":0,"args":{"name":"event loop main"}},
                {"name":"thread_name","ph":"M","pid":1,"tid":0,"args":{"name":"steps"}},
                {"name":"Task-1","ph":"X","pid":1,"tid":0,"ts":_,"dur":_},
                {"name":"step","ph":"X","pid":1,"tid":1,"ts":_,"dur":_},
                {"name":"await sleep","args":{"at":"Body.open(Body.java:1)"},"ph":"X","pid":1,"tid":1,"ts":_,"dur":_},
                {"name":"thread_name","ph":"M","pid":1,"tid":1,"args":{"name":"Task-1"}},
                {"name":"Task-1","args":{"end":"waits for sleep"},"ph":"X","pid":1,"tid":1,"ts":_,"dur":_}
                ]}
                """);
    }

    @Test
    void aFileThatCannotBeCreatedIsToldOfAtOnce() {
        var file = folder.resolve("missing").resolve("trace.json");

        assertThatThrownBy(() -> Runner.builder().trace(file).build())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write the trace " + file);
    }

    private static Coroutine<?> say(int seconds) {
        return body("say", () -> await(KernelTest.sleep(seconds)));
    }

    private static Coroutine<?> twice() {
        return body("twice", () -> await(Coroutines.yieldNow(), v -> await(Coroutines.sleep(Duration.ofMillis(1)))));
    }

    /** From one moment to another, in nanoseconds. */
    private record Span(long begin, long end) {
        boolean isInside(Span other) {
            return begin >= other.begin && end <= other.end;
        }

        boolean isApartFrom(Span other) {
            return end <= other.begin || begin >= other.end;
        }
    }

    private static Map<Integer, List<Span>> spans(Path file) throws IOException {
        var span = Pattern.compile("\"ph\":\"X\",\"pid\":1,\"tid\":(\\d+),\"ts\":([\\d.]+),\"dur\":([\\d.]+)");
        return span.matcher(Files.readString(file))
                .results()
                .collect(Collectors.groupingBy(
                        found -> Integer.valueOf(found.group(1)),
                        Collectors.mapping(
                                found -> new Span(nanos(found.group(2)), nanos(found.group(2)) + nanos(found.group(3))),
                                Collectors.toList())));
    }

    private static long nanos(String micros) {
        return new BigDecimal(micros).movePointRight(3).longValueExact();
    }
}
