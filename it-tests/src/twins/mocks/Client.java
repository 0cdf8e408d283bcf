package mocks;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;

/** A caller in another class: what it calls may be a mock. */
final class Client {
    private final Service service;

    Client(Service service) {
        this.service = service;
    }

    @Async
    Coroutine<String> load(int id) {
        try {
            return done("<" + await(service.fetch(id)) + ">");
        } catch (IllegalStateException e) {
            return done("failed: " + e.getMessage());
        }
    }

    @Async
    Coroutine<String> loadAll(int... ids) {
        var all = new StringBuilder();
        for (var id : ids) {
            all.append(await(load(id)));
        }
        return done(all.toString());
    }
}
