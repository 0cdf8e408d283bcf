package resources;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.io.IOException;

/** try-with-resources whose body, resources and handlers await; the close itself is plain. */
class Resources {
    private static final class Resource implements AutoCloseable {
        private final Probe probe;
        private final String name;
        private final Exception failure;

        Resource(Probe probe, String name, Exception failure) {
            this.probe = probe;
            this.name = name;
            this.failure = failure;
            probe.log("open " + name);
        }

        @Override
        public void close() throws Exception {
            probe.log("close " + name);
            if (failure != null) {
                throw failure;
            }
        }
    }

    private static Resource open(Probe p, String name) {
        return new Resource(p, name, null);
    }

    private static Resource openFailing(Probe p, String name) {
        return new Resource(p, name, new IllegalStateException("close of " + name));
    }

    @Async
    static Coroutine<?> one(Probe p) throws Exception {
        try (Resource r = open(p, "a")) {
            p.log(await(p.value(r.name)));
            p.log(r.name + await(p.value(2)));
        }
        return done(await(p.value("end")));
    }

    @Async
    static Coroutine<?> returnInside(Probe p) throws Exception {
        try (Resource r = open(p, "a")) {
            return done(await(p.value("result")) + r.name);
        }
    }

    @Async
    static Coroutine<?> resourceIsAwaited(Probe p) throws Exception {
        try (Resource r = await(p.value(open(p, "a")))) {
            return done(r.name + await(p.value(1)));
        }
    }

    @Async
    static Coroutine<?> nullResource(Probe p) throws Exception {
        try (Resource r = await(p.<Resource>value(null))) {
            return done(await(p.value(1)) + " " + (r == null));
        }
    }

    @Async
    static Coroutine<?> two(Probe p) throws Exception {
        int n = 0;
        try (Resource a = open(p, "a");
                Resource b = await(p.value(open(p, "b")))) {
            n += await(p.value(1));
            p.log(a.name + b.name);
            n += await(p.value(10));
        }
        return done(n);
    }

    @Async
    static Coroutine<?> threeInLoop(Probe p) throws Exception {
        int n = 0;
        for (int i = 0; i < 4; i++) {
            try (Resource a = open(p, "a" + i);
                    Resource b = open(p, "b" + await(p.value(i)));
                    Resource c = open(p, "c" + i)) {
                if (i == 1) {
                    continue;
                }
                n += await(p.value(a.name + b.name + c.name)).length();
                if (i == 2) {
                    break;
                }
            }
            p.log("end of round " + i);
        }
        return done(n);
    }

    @Async
    static Coroutine<?> bodyFails(Probe p) throws Exception {
        try (Resource a = open(p, "a");
                Resource b = open(p, "b")) {
            p.log(a.name + b.name);
            await(p.fail(new IOException("body")));
        }
        return done("never");
    }

    @Async
    static Coroutine<?> closeFails(Probe p) throws Exception {
        try (Resource a = openFailing(p, "a")) {
            p.log(await(p.value(a.name)));
        }
        return done("never");
    }

    @Async
    static Coroutine<?> bodyAndClosesFail(Probe p) throws Exception {
        try (Resource a = openFailing(p, "a");
                Resource b = open(p, "b");
                Resource c = openFailing(p, "c")) {
            p.log(a.name + b.name + c.name);
            await(p.fail(new IOException("body")));
        }
        return done("never");
    }

    @Async
    static Coroutine<?> secondResourceFailsToOpen(Probe p) throws Exception {
        try (Resource a = openFailing(p, "a");
                Resource b = await(p.<Resource, IOException>fail(new IOException("open")))) {
            p.log(a.name + b.name);
        }
        return done("never");
    }

    @Async
    static Coroutine<?> withCatchAndFinally(Probe p) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            try (Resource a = i == 1 ? openFailing(p, "a") : open(p, "a")) {
                s.append(await(p.value(a.name)));
                if (i == 2) {
                    await(p.fail(new IOException("body")));
                }
            } catch (IllegalStateException e) {
                s.append(await(p.value("closing failed")));
            } catch (Exception e) {
                s.append(await(p.value(e.getMessage())));
            } finally {
                s.append(await(p.value("finally")));
            }
        }
        return done(s.toString());
    }

    @Async
    static Coroutine<?> nestedBlocks(Probe p) throws Exception {
        try (Resource a = open(p, "a")) {
            try (Resource b = openFailing(p, "b")) {
                p.log(a.name + b.name + await(p.value(1)));
            } catch (IllegalStateException e) {
                p.log(await(p.value("caught")));
            }
            p.log(await(p.value(a.name)));
        }
        return done();
    }

    @Async
    static Coroutine<?> returnValueFixedBeforeClose(Probe p) throws Exception {
        int[] counter = {await(p.value(1))};
        try (AutoCloseable r = () -> counter[0]++) {
            return done(counter[0] + await(p.value(10)) + (r == null ? 1 : 0));
        } finally {
            p.log(counter[0]);
        }
    }
}
