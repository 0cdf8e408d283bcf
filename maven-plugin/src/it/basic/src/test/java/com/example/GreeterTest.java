package com.example;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.Async;
import io.heddle.Coroutine;
import org.junit.jupiter.api.Test;

class GreeterTest {
    @Test
    void awaitsInMainAndInTestClasses() {
        assertEquals("Hello, World!", run(greetLoudly("World")));
    }

    @Async
    private static Coroutine<String> greetLoudly(String name) {
        return done(await(new Greeter("Hello").greet(name)) + "!");
    }
}
