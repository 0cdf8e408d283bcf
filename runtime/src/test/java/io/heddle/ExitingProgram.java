package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static java.time.Duration.ofDays;

import java.nio.file.Path;

/** Ends the JVM while a task waits; {@link ChromeTraceTest} starts it as a process, with a file for the trace. */
final class ExitingProgram {
    private ExitingProgram() {}

    public static void main(String[] arguments) {
        var runner = Runner.builder().trace(Path.of(arguments[0])).build();
        runner.run(body("open", () -> {
            EventLoop.current().execute(() -> System.exit(0));
            return await(Coroutines.sleep(ofDays(1)));
        }));
    }
}
