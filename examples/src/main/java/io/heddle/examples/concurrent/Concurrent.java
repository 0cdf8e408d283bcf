package io.heddle.examples.concurrent;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.run;
import static io.heddle.Coroutines.sleep;
import static java.time.Duration.ofSeconds;

import io.heddle.Async;
import io.heddle.Coroutine;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Says two things, one after a second and one after two: together they take two seconds, on one thread. */
public final class Concurrent {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private Concurrent() {}

    @Async
    static Coroutine<Void> sayAfter(Duration delay, String message) {
        await(sleep(delay));
        System.out.println(message);
        return done();
    }

    @Async
    static Coroutine<Void> greet() {
        System.out.println("Started at " + timeOfDay());
        await(gather(sayAfter(ofSeconds(1), "Hello"), sayAfter(ofSeconds(2), "World")));
        System.out.println("Finished at " + timeOfDay());
        return done();
    }

    private static String timeOfDay() {
        return LocalTime.now(ZoneId.systemDefault()).format(TIME);
    }

    /** Runs the program; takes no arguments. */
    public static void main(String[] args) {
        run(greet());
    }
}
