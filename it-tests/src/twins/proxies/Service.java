package proxies;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.Coroutine;

/** What gets mocked: methods of all kinds, which call each other. */
public class Service {
    private final String name;

    public Service(String name) {
        this.name = name;
    }

    @Async
    public Coroutine<String> fetch(int id) {
        await(yieldNow());
        return done(name + " " + await(describe(id)));
    }

    @Async
    public Coroutine<String> fetchBoth(int first, int second) {
        return done(await(fetch(first)) + ", " + await(fetch(second)));
    }

    @Async
    public final Coroutine<String> fixed(int id) {
        await(yieldNow());
        return done("fixed " + id);
    }

    @Async
    public Coroutine<String> fixedTwice(int id) {
        return done(await(fixed(id)) + await(this.fixed(id + 1)));
    }

    @Async
    public static Coroutine<String> find(int id) {
        await(yieldNow());
        return done("found " + id);
    }

    @Async
    public static Coroutine<String> findOther(int id) {
        return find(id + 10);
    }

    @Async
    public Coroutine<String> findFrom(int id) {
        return done(name + await(find(id)));
    }

    @Async
    private Coroutine<String> describe(int id) {
        await(yieldNow());
        return done("#" + id);
    }

    public String plain() {
        return "plain " + name;
    }
}
