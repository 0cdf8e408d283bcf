package liveness;

import static io.heddle.Coroutines.async;
import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Retained;

/** Each method holds objects up to some point, and says at each suspension which of them may be held. */
final class Program {
    private Program() {}

    @Async
    static Coroutine<Void> locals(Retained r) {
        var dead = r.watch("dead");
        var live = r.watch("live");
        r.use(dead);
        await(r.whileSuspended("live"));
        r.use(live);
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Void> localsThatDieOneAfterTheOther(Retained r) {
        var first = r.watch("first");
        var second = r.watch("second");
        var third = r.watch("third");
        await(r.whileSuspended("first", "second", "third"));
        r.use(second);
        await(r.whileSuspended("first", "third"));
        r.use(first);
        await(r.whileSuspended("third"));
        r.use(third);
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Void> localsOfSeveralTypes(Retained r) {
        var text = r.watch("text", new String("text"));
        var array = r.watch("array", new int[] {1});
        await(r.whileSuspended("text", "array"));
        r.use(text);
        var other = r.watch("other", new StringBuilder("other"));
        await(r.whileSuspended("array", "other"));
        r.use(array);
        await(r.whileSuspended("other"));
        r.use(other);
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Void> overwrittenLocal(Retained r) {
        var value = r.watch("old");
        await(r.whileSuspended("old"));
        r.use(value);
        value = r.watch("new");
        await(r.whileSuspended("new"));
        r.use(value);
        return done();
    }

    @Async
    static Coroutine<Void> localOfOneBranch(Retained r) {
        var value = r.watch("value");
        if (r != null) {
            await(r.whileSuspended());
        } else {
            r.use(value);
        }
        return done();
    }

    @Async
    static Coroutine<Void> localOfALoop(Retained r) {
        for (var i = 0; i < 3; i++) {
            var each = r.watch("each " + i);
            await(r.whileSuspended("each " + i));
            r.use(each);
            await(r.whileSuspended());
        }
        return done();
    }

    @Async
    static Coroutine<Void> parameters(Retained r) {
        await(takes(r, r.watch("dead"), r.watch("live")));
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Void> takes(Retained r, Object dead, Object live) {
        r.use(dead);
        await(r.whileSuspended("live"));
        r.use(live);
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Void> parametersOfADirectCall(Retained r) {
        await(takesPrivately(r, r.watch("dead"), r.watch("live")));
        await(r.whileSuspended());
        return done();
    }

    @Async
    private static Coroutine<Void> takesPrivately(Retained r, Object dead, Object live) {
        r.use(dead);
        await(r.whileSuspended("live"));
        r.use(live);
        await(r.whileSuspended());
        return done();
    }

    static final class Owner {
        private final Object field;

        Owner(Retained r) {
            field = r.watch("field");
            r.watch("this", this);
        }

        @Async
        Coroutine<Void> forgetsItself(Retained r) {
            r.use(field);
            await(r.whileSuspended());
            return done();
        }

        @Async
        Coroutine<Void> needsItself(Retained r) {
            await(r.whileSuspended("this", "field"));
            r.use(field);
            await(r.whileSuspended());
            return done();
        }

        @Async
        Coroutine<Void> needsItselfAlways(Retained r) {
            await(r.whileSuspended("this", "field"));
            r.use(field);
            await(r.whileSuspended("this", "field"));
            r.use(field);
            return done();
        }
    }

    @Async
    static Coroutine<Void> selfThatIsNotNeeded(Retained r) {
        await(new Owner(r).forgetsItself(r));
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Void> selfThatIsNeededOnce(Retained r) {
        await(new Owner(r).needsItself(r));
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Void> selfThatIsNeeded(Retained r) {
        await(new Owner(r).needsItselfAlways(r));
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Void> operands(Retained r) {
        r.use(r.watch("operand"), await(r.whileSuspended("operand")));
        await(r.whileSuspended());
        r.use(r.watch("first"), await(both(r, r.watch("second"), await(r.whileSuspended("first", "second")))));
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Object> both(Retained r, Object dead, Object nothing) {
        r.use(dead);
        await(r.whileSuspended("first"));
        return done(nothing);
    }

    @Async
    static Coroutine<Void> results(Retained r) {
        var result = await(make(r, "result"));
        await(r.whileSuspended("result"));
        r.use(result);
        await(r.whileSuspended());
        await(make(r, "dropped"));
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Object> make(Retained r, String name) {
        await(yieldNow());
        return done(r.watch(name));
    }

    @Async
    static Coroutine<Void> callers(Retained r) {
        var dead = r.watch("dead");
        var live = r.watch("live");
        r.use(dead);
        await(callee(r));
        await(r.whileSuspended("live"));
        r.use(live);
        await(r.whileSuspended());
        return done();
    }

    @Async
    private static Coroutine<Void> callee(Retained r) {
        var own = r.watch("own");
        await(r.whileSuspended("live", "own"));
        r.use(own);
        return done();
    }

    @Async
    static Coroutine<Void> tailCalls(Retained r) {
        var own = r.watch("own");
        r.use(own);
        return tailCall(r, r.watch("first"), 3);
    }

    @Async
    static Coroutine<Void> tailCall(Retained r, Object given, int depth) {
        var own = r.watch("own " + depth);
        await(r.whileSuspended("own " + depth, depth == 3 ? "first" : "given"));
        r.use(own);
        r.use(given);
        if (depth == 0) {
            await(r.whileSuspended());
            return done();
        }
        return tailCall(r, r.watch("given"), depth - 1);
    }

    @Async
    static Coroutine<Void> tailCallThatIsAwaited(Retained r) {
        await(handsOver(r));
        await(r.whileSuspended());
        return done();
    }

    @Async
    public static Coroutine<Void> handsOver(Retained r) {
        var own = r.watch("own");
        await(r.whileSuspended("own"));
        r.use(own);
        return ends(r);
    }

    @Async
    public static Coroutine<Void> ends(Retained r) {
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Void> handledExceptions(Retained r) {
        try {
            throw r.watch("thrown", new IllegalStateException());
        } catch (IllegalStateException e) {
            r.use(e);
            await(r.whileSuspended());
        }
        try {
            await(failing(r));
        } catch (IllegalStateException e) {
            await(r.whileSuspended("awaited"));
            r.use(e);
        }
        await(r.whileSuspended());
        return done();
    }

    @Async
    public static Coroutine<Void> failing(Retained r) {
        await(yieldNow());
        throw r.watch("awaited", new IllegalStateException());
    }

    @Async
    static Coroutine<Void> exceptionBehindAFinally(Retained r) {
        try {
            await(leftByAnException(r));
        } catch (IllegalStateException e) {
            r.use(null);
        }
        await(r.whileSuspended());
        return done();
    }

    @Async
    public static Coroutine<Void> leftByAnException(Retained r) {
        var dead = r.watch("dead");
        var live = r.watch("live");
        try {
            await(yieldNow());
            r.use(dead);
            throw r.watch("thrown", new IllegalStateException());
        } finally {
            await(r.whileSuspended("live", "thrown"));
            r.use(live);
            await(r.whileSuspended("thrown"));
        }
    }

    @Async
    static Coroutine<Void> localsOfAHandler(Retained r) {
        var needed = r.watch("needed");
        var unneeded = r.watch("unneeded");
        r.use(unneeded);
        try {
            await(r.whileSuspended("needed"));
        } catch (IllegalStateException e) {
            r.use(needed);
        }
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Void> spawnedCalls(Retained r) {
        var task = spawn(takes(r, r.watch("dead"), r.watch("live")));
        await(task);
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Void> gatheredCalls(Retained r) {
        await(gather(takes(r, r.watch("dead"), r.watch("live"))));
        await(r.whileSuspended());
        return done();
    }

    @Async
    static Coroutine<Void> lambdas(Retained r) {
        await(async(capturing(r, r.watch("captured"))));
        await(r.whileSuspended());
        await(spawn(capturing(r, r.watch("captured"))));
        await(r.whileSuspended());
        return done();
    }

    private static io.heddle.AsyncCallable<Void> capturing(Retained r, Object captured) {
        return () -> {
            r.use(captured);
            await(r.whileSuspended());
            return done();
        };
    }
}
