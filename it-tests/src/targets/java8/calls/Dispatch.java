package calls;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;

/** Virtual, interface, default and super calls. */
class Dispatch {
    private interface Greeter {
        Coroutine<String> greet(Probe p, String name);

        @Async
        default Coroutine<String> twice(Probe p, String name) {
            return done(await(greet(p, name)) + await(greet(p, await(p.value(name + "'")))));
        }

        @Async
        static Coroutine<String> shout(Probe p, String text) {
            return done(await(p.value(text)) + "!");
        }
    }

    private static class Polite implements Greeter {
        final String word;

        Polite(String word) {
            this.word = word;
        }

        @Override
        @Async
        public Coroutine<String> greet(Probe p, String name) {
            return done(await(p.value(word)) + " " + name);
        }

        @Async
        protected Coroutine<Integer> rank(Probe p) {
            return done(await(p.value(1)));
        }
    }

    private static class VeryPolite extends Polite {
        VeryPolite() {
            super("good day");
        }

        @Override
        @Async
        public Coroutine<String> greet(Probe p, String name) {
            String plain = await(super.greet(p, name));
            return done(plain + await(Greeter.shout(p, word)) + await(super.greet(p, "again")));
        }

        @Override
        @Async
        protected Coroutine<Integer> rank(Probe p) {
            return done(await(super.rank(p)) + 10 * await(super.rank(p)));
        }

        @Override
        @Async
        public Coroutine<String> twice(Probe p, String name) {
            return done("<" + await(super.twice(p, name)) + ">");
        }
    }

    private static class Inheriting extends VeryPolite {}

    /** Not async itself: only makes a coroutine. */
    private static class Delegating implements Greeter {
        @Override
        public Coroutine<String> greet(Probe p, String name) {
            return new Polite("delegated").greet(p, name);
        }

        @Override
        @Async
        public Coroutine<String> twice(Probe p, String name) {
            return done(await(Greeter.super.twice(p, name)) + "#");
        }
    }

    private abstract static class Template {
        @Async
        final Coroutine<Integer> run(Probe p) {
            int sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += await(step(p, i));
            }
            return done(sum);
        }

        abstract Coroutine<Integer> step(Probe p, int i);
    }

    @Async
    static Coroutine<?> virtual(Probe p) {
        Polite[] all = {new Polite("hi"), new VeryPolite(), new Inheriting()};
        String s = "";
        for (Polite each : all) {
            s += await(each.greet(p, "x")) + await(each.rank(p)) + " ";
        }
        return done(s);
    }

    @Async
    static Coroutine<?> throughInterface(Probe p) {
        Greeter[] all = {new Polite("hi"), new VeryPolite(), new Delegating(), (q, name) -> done("lambda " + name)};
        String s = "";
        for (Greeter each : all) {
            s += await(each.twice(p, "x")) + " ";
        }
        return done(s);
    }

    @Async
    static Coroutine<?> anonymous(Probe p) {
        Greeter g = new Greeter() {
            private int count;

            @Override
            @Async
            public Coroutine<String> greet(Probe q, String name) {
                count += await(q.value(1));
                return done(name + count);
            }
        };
        return done(await(g.twice(p, "anonymous")));
    }

    @Async
    static Coroutine<?> template(Probe p) {
        int factor = await(p.value(7));
        Template t = new Template() {
            @Override
            @Async
            Coroutine<Integer> step(Probe q, int i) {
                return done(await(q.value(i)) * factor);
            }
        };
        return done(await(t.run(p)));
    }

    @Async
    static Coroutine<?> localClass(Probe p) {
        String prefix = await(p.value("prefix"));
        class Local extends Polite {
            Local(String word) {
                super(prefix + word);
            }

            @Override
            @Async
            public Coroutine<String> greet(Probe q, String name) {
                return done(prefix + await(super.greet(q, name)));
            }
        }
        return done(await(new Local(await(p.value("word"))).twice(p, "local")));
    }
}
