package com.example;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.sleep;

import io.heddle.Async;
import io.heddle.Coroutine;
import java.time.Duration;

class Greeter {
    private final String greeting;

    Greeter(String greeting) {
        this.greeting = greeting;
    }

    @Async
    Coroutine<String> greet(String name) {
        await(sleep(Duration.ofMillis(1)));
        return done(greeting + ", " + name);
    }
}
