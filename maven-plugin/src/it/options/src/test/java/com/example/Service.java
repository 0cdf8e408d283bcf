package com.example;

import io.heddle.Coroutine;

interface Service {
    Coroutine<Void> order(int item);
}
