package com.example;

import static io.heddle.Coroutines.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShapesTest {
    @Test
    void weavesClassFilesOfTheNewestJava() {
        assertEquals("Circle[radius=3], twice 3", run(Shapes.describe(Shapes.later(new Shapes.Circle(3)))));
        assertEquals("Square[side=4]", run(Shapes.describe(Shapes.later(new Shapes.Square(4)))));
    }
}
