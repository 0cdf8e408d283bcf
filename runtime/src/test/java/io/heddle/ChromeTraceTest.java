package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void aFileThatCannotBeCreatedIsToldOfAtOnce() {
        var file = folder.resolve("missing").resolve("trace.json");

        assertThatThrownBy(() -> Runner.builder().trace(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write the trace " + file);
    }

    private static Coroutine<?> say(int seconds) {
        return body("say", () -> await(KernelTest.sleep(seconds)));
    }
}
