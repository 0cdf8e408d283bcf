package com.example;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.Coroutine;

class Shapes {
    sealed interface Shape {}

    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}

    @Async
    static Coroutine<String> describe(Coroutine<Shape> shape) {
        var it = await(shape);
        return done(it + (it instanceof Circle circle ? ", twice " + await(later(circle.radius())) : ""));
    }

    @Async
    static <T> Coroutine<T> later(T value) {
        await(yieldNow());
        return done(value);
    }
}
