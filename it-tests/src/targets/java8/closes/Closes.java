package closes;

import static io.heddle.Coroutines.async;
import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.AsyncCloseable;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import io.heddle.it.SpelledOut;
import java.io.IOException;

/** Where an {@code AsyncCloseable} is closed; {@code CloseMatrix} has the ways out of the block. */
@SpelledOut(ClosesTwin.class)
class Closes {
    private static final class Pool extends Session {
        private final Session inner;

        Pool(Probe p) {
            super(p, "pool");
            inner = new Session(p, "inner");
        }

        @Async
        @Override
        public Coroutine<Void> closeAsync() {
            inner.close();
            p.log("inner is closed");
            super.close();
            return done();
        }

        @Async
        Coroutine<String> use() {
            try {
                p.log(await(p.value("use")));
                return done(name);
            } finally {
                this.close();
            }
        }
    }

    @Async
    static Coroutine<?> resourceIsAwaited(Probe p) {
        long wide = 1L << 33;
        try (Session s = await(p.value(new Session(p, "s")))) {
            return done(s.name + await(p.value(2.5)) + wide);
        }
    }

    @Async
    static Coroutine<?> byOtherStaticTypes(Probe p) {
        AsyncCloseable c = new Session(p, "as an interface");
        c.close();
        await(closeGeneric(new Session(p, "as a type variable")));
        return done();
    }

    @Async
    private static <C extends AsyncCloseable> Coroutine<Void> closeGeneric(C c) {
        c.close();
        return done();
    }

    @Async
    static Coroutine<?> inAClassThatIsOne(Probe p) {
        return done(await(new Pool(p).use()));
    }

    @Async
    static Coroutine<?> inALambda(Probe p) {
        String end = await(async(() -> {
            try (Session s = new Session(p, "s")) {
                p.log(s.name);
            }
            return done("end");
        }));
        return done(end);
    }

    @Async
    static Coroutine<?> theHandlerSeesTheReplacedException(Probe p) {
        try (Session s = new Session.Replacing(p, "s")) {
            p.log(s.name);
            throw new IOException(await(p.value("body")));
        } catch (IOException e) {
            return done("never");
        } catch (IllegalStateException e) {
            p.log(await(p.value(e.getMessage())));
            return done("replaced");
        } finally {
            p.log("finally");
        }
    }

    @Async
    static Coroutine<?> inHandlersOfOthers(Probe p) throws Exception {
        Session outer = new Session(p, "outer");
        try {
            await(p.fail(new IOException("body")));
        } catch (IOException e) {
            try (Session s = new Session(p, "in catch")) {
                p.log(s.name);
            }
            p.log(e);
        } finally {
            p.log(await(p.value("finally")));
            outer.close();
        }
        return done();
    }

    @Async
    @SuppressWarnings("finally")
    static Coroutine<?> aFinallyThatGoesOn(Probe p) {
        int rounds = 0;
        while (rounds < 3) {
            Session s = new Session(p, "s" + rounds);
            try {
                await(p.fail(new IllegalStateException("round " + rounds)));
            } finally {
                rounds++;
                s.close();
                continue;
            }
        }
        return done(rounds);
    }

    @Async
    static Coroutine<?> retries(Probe p) throws Exception {
        Throwable first = null;
        for (int i = 0; ; i++) {
            Session s = new Session.Replacing(p, "s" + i);
            try {
                await(p.fail(new IOException("round " + i)));
            } catch (IOException e) {
                if (first != null) {
                    s.close();
                    first.addSuppressed(e);
                    throw first instanceof IOException ? (IOException) first : e;
                }
                first = e;
                s.close();
            }
        }
    }

    @Async
    static Coroutine<?> severalTypesAreRethrown(Probe p) throws Exception {
        Session a = new Session(p, "a");
        Session b = new Session.Replacing(p, "b");
        double half = 0.5;
        try {
            p.log(await(p.value(half)));
            throw new IOException("body");
        } catch (IOException | RuntimeException e) {
            a.close();
            p.log("between");
            b.close();
            p.log(half);
            throw e;
        }
    }

    /** The exception was there before these blocks began: it leaves what is around them. */
    @Async
    static Coroutine<?> blocksInsideHandlersEndWell(Probe p) throws Exception {
        try {
            await(p.fail(new IOException("body")));
        } catch (IOException e) {
            try (Session audit = new Session(p, "audit")) {
                p.log(await(p.value(audit.name)));
            }
            throw e;
        } finally {
            Session last = new Session(p, "last");
            try {
                p.log(await(p.value(last.name)));
            } finally {
                last.close();
            }
        }
        return done();
    }

    /** The resource is the outer block's, which is being left. */
    @Async
    static Coroutine<?> aBlockInsideAHandlerClosesWhatIsOutside(Probe p) throws Exception {
        Session outer = new Session.Replacing(p, "outer");
        try {
            await(p.fail(new IOException("body")));
        } finally {
            try {
                p.log(await(p.value("finally")));
            } finally {
                outer.close();
            }
        }
        return done();
    }
}
