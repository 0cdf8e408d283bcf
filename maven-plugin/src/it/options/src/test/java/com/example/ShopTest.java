package com.example;

import com.example.mocks.Mocks;

class ShopTest {
    void asksAMock(Service service) {
        Mocks.verify(service).order(1);
    }
}
