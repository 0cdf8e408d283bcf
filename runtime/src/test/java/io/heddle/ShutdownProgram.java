package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

/** Runs until the JVM is told to end; {@link ShutdownTest} starts it as a process, and talks to it by lines. */
final class ShutdownProgram {
    private ShutdownProgram() {}

    public static void main(String[] arguments) {
        try (var runner = Runner.builder().cancelOnShutdown(ofSeconds(60)).build()) {
            try {
                runner.run(body(() -> {
                    say("ready");
                    return await(new Promise<String>(), v -> value(v), e -> {
                        say("cancelled: " + e.getMessage());
                        return await(Coroutines.sleep(ofMillis(1)), v -> {
                            say("cleaned up");
                            throw e;
                        });
                    });
                }));
            } finally {
                runner.run(body(() -> await(Coroutines.sleep(ofMillis(1)), v -> {
                    say("ran again");
                    return value(null);
                })));
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
