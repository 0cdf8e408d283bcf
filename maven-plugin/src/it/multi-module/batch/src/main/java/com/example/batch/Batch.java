package com.example.batch;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import com.example.api.Prices;
import io.heddle.Async;
import io.heddle.Coroutine;

public class Batch {
    private final Prices prices;

    public Batch(Prices prices) {
        this.prices = prices;
    }

    @Async
    public Coroutine<Integer> total(int first, int second) {
        return done(await(prices.price(first)) + await(prices.price(second)));
    }
}
