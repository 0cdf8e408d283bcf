package com.example;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.Coroutine;

class Pause {
    @Async
    static Coroutine<Void> pause() {
        await(yieldNow());
        return done();
    }
}
