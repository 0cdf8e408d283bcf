package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Coroutines.yieldNow;

/** Suspends once and ends; {@link JfrRecorderTest} starts it as a process, and looks what that needs. */
final class QuietProgram {
    private QuietProgram() {}

    public static void main(String[] arguments) {
        Coroutines.run(body(() -> await(yieldNow())));
    }
}
