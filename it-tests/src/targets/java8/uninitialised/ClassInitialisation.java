package uninitialised;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.io.IOException;

/** NEW initialises the class before the constructor's arguments are evaluated; moving NEW must not move that. */
class ClassInitialisation {
    private static Probe probe;

    private static class Loud {
        static {
            probe.log("Loud is initialised");
        }

        final Object content;

        Loud(Object content) {
            this.content = content;
            probe.log("Loud is constructed");
        }
    }

    private static class LouderParent {
        static {
            probe.log("parent is initialised");
        }
    }

    private static class Louder extends LouderParent {
        static {
            probe.log("Louder is initialised");
        }

        Louder(Object first, long second) {
            probe.log("Louder is constructed " + first + second);
        }
    }

    private static class Broken {
        static {
            if (probe != null) {
                probe.log("Broken is initialised");
                throw new IllegalStateException("static initialiser");
            }
        }

        Broken(Object content) {
            probe.log("never " + content);
        }
    }

    @Async
    static Coroutine<?> beforeArguments(Probe p) {
        probe = p;
        return done(new Loud(await(p.value("argument"))).content);
    }

    @Async
    static Coroutine<?> betweenOperands(Probe p) {
        probe = p;
        return done(p.mark("before") + new Loud(p.mark(1) + await(p.value(2))).content + await(p.value("after")));
    }

    @Async
    static Coroutine<?> nested(Probe p) {
        probe = p;
        return done(new Loud(new Louder(await(p.value("inner")), p.mark(3L)))
                .content
                .getClass()
                .getSimpleName());
    }

    @Async
    static Coroutine<?> onceInLoop(Probe p) {
        probe = p;
        for (int i = 0; i < 2; i++) {
            p.log(new Loud(await(p.value(i))).content);
        }
        return done();
    }

    @Async
    static Coroutine<?> evenIfArgumentFails(Probe p) {
        probe = p;
        try {
            return done(new Loud(await(p.fail(new IOException("io")))).content);
        } catch (IOException e) {
            return done("failed");
        }
    }

    @Async
    static Coroutine<?> onlyInTheArmTaken(Probe p) {
        probe = p;
        Object o = await(p.value(false)) ? new Loud(await(p.value(1))) : new Louder(await(p.value(2)), 3);
        return done(o.getClass().getSimpleName());
    }

    @Async
    static Coroutine<?> initialiserFails(Probe p) {
        probe = p;
        try {
            return done(new Broken(await(p.value("not awaited"))));
        } catch (ExceptionInInitializerError e) {
            p.log(e.getCause());
            return done(await(p.value("initialiser failed")));
        }
    }

    @Async
    static Coroutine<?> staticMembersInitialiseInOrder(Probe p) {
        probe = p;
        int n = p.mark(1) + StaticMembers.twice(await(p.value(2))) + StaticMembers.counter;
        return done(n);
    }

    private static class StaticMembers {
        static int counter = 100;

        static {
            probe.log("StaticMembers is initialised");
        }

        static int twice(int n) {
            return 2 * n;
        }
    }
}
