package io.heddle.examples.hello;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.run;
import static io.heddle.Coroutines.sleep;
import static java.time.Duration.ofSeconds;

import io.heddle.Async;
import io.heddle.Coroutine;

/** Prints "Hello", waits a second without blocking a thread, and prints "World". */
public final class Hello {
    private Hello() {}

    @Async
    static Coroutine<Void> helloWorld() {
        System.out.println("Hello");
        await(sleep(ofSeconds(1)));
        System.out.println("World");
        return done();
    }

    /** Runs the program; takes no arguments. */
    public static void main(String[] args) {
        run(helloWorld());
    }
}
