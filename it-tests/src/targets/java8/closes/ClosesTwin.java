package closes;

import static io.heddle.Coroutines.async;
import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.AsyncCloseable;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.io.IOException;

/** What {@link Closes} means. */
class ClosesTwin {
    private static final class Pool extends Session {
        private final Session inner;

        Pool(Probe p) {
            super(p, "pool");
            inner = new Session(p, "inner");
        }

        @Async
        @Override
        public Coroutine<Void> closeAsync() {
            await(inner.closeAsync());
            p.log("inner is closed");
            await(super.closeAsync());
            return done();
        }

        @Async
        Coroutine<String> use() {
            try {
                p.log(await(p.value("use")));
            } catch (Throwable e) {
                throw Session.<RuntimeException>sneak(await(closeAsync(e)));
            }
            await(closeAsync());
            return done(name);
        }
    }

    /** What a try-with-resources is left by after {@code e}. */
    @Async
    private static Coroutine<Throwable> leave(AsyncCloseable c, Throwable e) {
        try {
            return done(await(c.closeAsync(e)));
        } catch (Throwable x) {
            e.addSuppressed(x);
            return done(e);
        }
    }

    @Async
    private static Coroutine<?> resourceIsAwaited(Probe p) {
        long wide = 1L << 33;
        Session s = await(p.value(new Session(p, "s")));
        String result;
        try {
            result = s.name + await(p.value(2.5)) + wide;
        } catch (Throwable e) {
            throw Session.<RuntimeException>sneak(await(leave(s, e)));
        }
        await(s.closeAsync());
        return done(result);
    }

    @Async
    private static Coroutine<?> byOtherStaticTypes(Probe p) {
        AsyncCloseable c = new Session(p, "as an interface");
        await(c.closeAsync());
        await(closeGeneric(new Session(p, "as a type variable")));
        return done();
    }

    @Async
    private static Coroutine<Void> closeGeneric(AsyncCloseable c) {
        await(c.closeAsync());
        return done();
    }

    @Async
    private static Coroutine<?> inAClassThatIsOne(Probe p) {
        return done(await(new Pool(p).use()));
    }

    @Async
    private static Coroutine<?> inALambda(Probe p) {
        String end = await(async(() -> {
            Session s = new Session(p, "s");
            p.log(s.name);
            await(s.closeAsync());
            return done("end");
        }));
        return done(end);
    }

    @Async
    private static Coroutine<?> theHandlerSeesTheReplacedException(Probe p) {
        try {
            Session s = new Session.Replacing(p, "s");
            try {
                p.log(s.name);
                throw new IOException(await(p.value("body")));
            } catch (Throwable e) {
                throw Session.<IOException>sneak(await(leave(s, e)));
            }
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
    private static Coroutine<?> inHandlersOfOthers(Probe p) throws Exception {
        Session outer = new Session(p, "outer");
        try {
            try {
                await(p.fail(new IOException("body")));
            } catch (IOException e) {
                Session s = new Session(p, "in catch");
                p.log(s.name);
                await(s.closeAsync());
                p.log(e);
            }
        } catch (Throwable e) {
            p.log(await(p.value("finally")));
            throw Session.<RuntimeException>sneak(await(outer.closeAsync(e)));
        }
        p.log(await(p.value("finally")));
        await(outer.closeAsync());
        return done();
    }

    @Async
    private static Coroutine<?> aFinallyThatGoesOn(Probe p) {
        int rounds = 0;
        while (rounds < 3) {
            Session s = new Session(p, "s" + rounds);
            try {
                await(p.fail(new IllegalStateException("round " + rounds)));
            } catch (Throwable e) {
                // The round ends here all the same.
            }
            rounds++;
            await(s.closeAsync());
        }
        return done(rounds);
    }

    @Async
    private static Coroutine<?> retries(Probe p) throws Exception {
        Throwable first = null;
        for (int i = 0; ; i++) {
            Session s = new Session.Replacing(p, "s" + i);
            try {
                await(p.fail(new IOException("round " + i)));
            } catch (IOException e) {
                if (first != null) {
                    await(s.closeAsync());
                    first.addSuppressed(e);
                    throw first instanceof IOException ? (IOException) first : e;
                }
                first = e;
                await(s.closeAsync());
            }
        }
    }

    @Async
    private static Coroutine<?> severalTypesAreRethrown(Probe p) throws Exception {
        Session a = new Session(p, "a");
        Session b = new Session.Replacing(p, "b");
        double half = 0.5;
        try {
            p.log(await(p.value(half)));
            throw new IOException("body");
        } catch (IOException | RuntimeException e) {
            Throwable x = await(a.closeAsync(e));
            p.log("between");
            x = await(b.closeAsync(x));
            p.log(half);
            throw Session.<IOException>sneak(x);
        }
    }

    @Async
    private static Coroutine<?> blocksInsideHandlersEndWell(Probe p) throws Exception {
        try {
            try {
                await(p.fail(new IOException("body")));
            } catch (IOException e) {
                Session audit = new Session(p, "audit");
                try {
                    p.log(await(p.value(audit.name)));
                } catch (Throwable x) {
                    throw Session.<RuntimeException>sneak(await(leave(audit, x)));
                }
                await(audit.closeAsync());
                throw e;
            }
        } catch (Throwable e) {
            await(last(p));
            throw Session.<RuntimeException>sneak(e);
        }
        await(last(p));
        return done();
    }

    @Async
    private static Coroutine<Void> last(Probe p) {
        Session last = new Session(p, "last");
        try {
            p.log(await(p.value(last.name)));
        } catch (Throwable x) {
            throw Session.<RuntimeException>sneak(await(last.closeAsync(x)));
        }
        await(last.closeAsync());
        return done();
    }

    @Async
    private static Coroutine<?> aBlockInsideAHandlerClosesWhatIsOutside(Probe p) throws Exception {
        Session outer = new Session.Replacing(p, "outer");
        try {
            await(p.fail(new IOException("body")));
        } catch (Throwable e) {
            try {
                p.log(await(p.value("finally")));
            } catch (Throwable x) {
                throw Session.<RuntimeException>sneak(await(outer.closeAsync(x)));
            }
            throw Session.<RuntimeException>sneak(await(outer.closeAsync(e)));
        }
        return done();
    }
}
