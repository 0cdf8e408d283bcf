package com.example;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.Coroutine;

class Shop {
    @Async
    static Coroutine<Integer> price(int item) {
        await(yieldNow());
        return done(100 * item);
    }

    @Async
    static Coroutine<Integer> total(int one, int other) {
        return done(await(price(one)) + await(price(other)));
    }
}
