package com.example.api;

import io.heddle.Coroutine;

public interface Prices {
    Coroutine<Integer> price(int id);
}
