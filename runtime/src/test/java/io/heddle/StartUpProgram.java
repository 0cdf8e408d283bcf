package io.heddle;

import java.time.Duration;

/** The least that a program does with a loop; in a process of its own. */
final class StartUpProgram {
    private StartUpProgram() {}

    public static void main(String[] args) {
        Coroutines.run(Coroutines.sleep(Duration.ofMillis(1)));
        System.out.println("slept");
    }
}
