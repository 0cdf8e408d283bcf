package nested;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;

/** Private members of enclosing and enclosed classes, read, written and called across awaits. */
class Nesting {
    private static int counter = 1;
    private int field = 10;
    private long wide = 20;
    private String text = "t";

    @Async
    private Coroutine<Integer> secret(Probe p, int n) {
        field += await(p.value(n));
        return done(field);
    }

    @Async
    private static Coroutine<Integer> staticSecret(Probe p, int n) {
        counter += await(p.value(n));
        return done(counter);
    }

    private class Inner {
        private int own = 5;

        @Async
        private Coroutine<String> work(Probe p) {
            field += await(p.value(1));
            wide *= await(p.value(3L));
            text += await(p.value("u"));
            own++;
            int a = await(secret(p, own));
            int b = await(Nesting.this.secret(p, 2));
            return done(a + " " + b + " " + wide + text + await(staticSecret(p, 4)));
        }

        private class Innermost {
            @Async
            Coroutine<Integer> sum(Probe p) {
                return done(own + field + await(secret(p, own)) + await(p.value(own)));
            }
        }
    }

    private static class StaticNested {
        private int count;

        @Async
        private Coroutine<Integer> next(Probe p) {
            return done(count += await(staticSecret(p, ++count)));
        }
    }

    @Async
    static Coroutine<?> innerUsesOuter(Probe p) {
        Nesting outer = new Nesting();
        Inner inner = outer.new Inner();
        String s = await(inner.work(p));
        return done(s + " " + outer.field + " " + inner.own);
    }

    @Async
    static Coroutine<?> threeLevels(Probe p) {
        Inner.Innermost innermost = new Nesting().new Inner().new Innermost();
        return done(await(innermost.sum(p)));
    }

    @Async
    static Coroutine<?> outerUsesNested(Probe p) {
        StaticNested nested = new StaticNested();
        int n = await(nested.next(p)) + await(nested.next(p));
        return done(n + " " + nested.count + " " + counter);
    }

    @Async
    static Coroutine<?> fieldsAcrossAwaits(Probe p) {
        Nesting n = new Nesting();
        n.field = await(p.value(1)) + n.field;
        n.wide = n.field + await(p.value(2));
        n.text = n.text + await(p.value(n.text)) + n.wide;
        counter = await(p.value(50)) + counter;
        return done(n.field + " " + n.wide + " " + n.text + " " + counter);
    }

    @Async
    static Coroutine<?> localClassCaptures(Probe p) {
        int captured = await(p.value(3));
        Object[] box = {captured};
        class Local {
            private final int mine = captured + 1;

            @Async
            private Coroutine<Integer> go(Probe q) {
                box[0] = await(q.value(mine));
                return done(captured * mine + await(staticSecret(q, captured)));
            }
        }
        int result = await(new Local().go(p));
        return done(result + " " + box[0]);
    }

    private interface Holder {
        @Async
        default Coroutine<Integer> hold(Probe p, Nesting outer) {
            outer.field *= await(p.value(2));
            return done(outer.field);
        }
    }

    @Async
    static Coroutine<?> nestedInterface(Probe p) {
        Holder holder = new Holder() {};
        return done(await(holder.hold(p, new Nesting())));
    }

    enum Planet {
        EARTH(3) {
            @Override
            @Async
            Coroutine<String> describe(Probe p) {
                return done("home " + await(super.describe(p)));
            }
        },
        MARS(4);

        private final int position;

        Planet(int position) {
            this.position = position;
        }

        @Async
        Coroutine<String> describe(Probe p) {
            return done(name() + await(p.value(position)));
        }
    }

    @Async
    static Coroutine<?> enums(Probe p) {
        String s = "";
        for (Planet planet : Planet.values()) {
            s += await(planet.describe(p)) + " ";
        }
        return done(s);
    }
}
