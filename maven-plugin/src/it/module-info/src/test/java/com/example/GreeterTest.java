package com.example;

import static io.heddle.Coroutines.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.Coroutine;
import org.junit.jupiter.api.Test;

class GreeterTest {
    @Test
    void weavesNamedModules() {
        assertTrue(Greeter.class.getModule().isNamed());
        assertTrue(Coroutine.class.getModule().isNamed());
        assertEquals("Hello, World", run(new Greeter("Hello").greet("World")));
    }
}
