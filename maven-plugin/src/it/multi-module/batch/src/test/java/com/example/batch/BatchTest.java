package com.example.batch;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.run;
import static io.heddle.Coroutines.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.Async;
import io.heddle.Coroutine;
import org.junit.jupiter.api.Test;

class BatchTest {
    @Test
    void awaitsWhatAnotherModuleDeclares() {
        assertEquals(42, run(new Batch(BatchTest::price).total(40, 2)));
    }

    @Async
    private static Coroutine<Integer> price(int id) {
        await(yieldNow());
        return done(id);
    }
}
