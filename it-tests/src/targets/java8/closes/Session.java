package closes;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.AsyncCloseable;
import io.heddle.Coroutine;
import io.heddle.it.Probe;

/** Tells how it is closed; what leaves the block is passed on. */
class Session implements AsyncCloseable {
    final Probe p;
    final String name;

    Session(Probe p, String name) {
        this.p = p;
        this.name = name;
        p.log("open " + name);
    }

    @Async
    @Override
    public Coroutine<Void> closeAsync() {
        p.log(await(p.value("close " + name)));
        return done();
    }

    @Async
    @Override
    public Coroutine<Throwable> closeAsync(Throwable failure) {
        p.log(failure);
        p.log(await(p.value("close " + name + " after a failure")));
        return done(failure);
    }

    /** What the block is left by is a failure of its own. */
    static final class Replacing extends Session {
        Replacing(Probe p, String name) {
            super(p, name);
        }

        @Async
        @Override
        public Coroutine<Throwable> closeAsync(Throwable failure) {
            await(super.closeAsync(failure));
            return done(new IllegalStateException("instead of " + failure.getMessage()));
        }
    }

    @SuppressWarnings("unchecked")
    static <X extends Throwable> RuntimeException sneak(Throwable failure) throws X {
        throw (X) failure;
    }
}
