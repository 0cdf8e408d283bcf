package com.example;

import static io.heddle.Coroutines.await;

class Wrong {
    static void first() {
        await(Right.pause());
    }

    static void second() {
        await(Right.pause());
    }
}
