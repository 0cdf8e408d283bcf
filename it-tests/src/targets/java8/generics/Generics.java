package generics;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Type variables, casts that the compiler adds, and bridges. */
class Generics {
    @Async
    private static <T> Coroutine<T> identity(Probe p, T value) {
        return done(await(p.value(value)));
    }

    @Async
    private static <T extends Comparable<T>> Coroutine<T> max(Probe p, List<? extends T> values) {
        T best = null;
        for (T each : values) {
            T awaited = await(p.<T>value(each));
            if (best == null || awaited.compareTo(best) > 0) {
                best = awaited;
            }
        }
        return done(best);
    }

    @Async
    @SafeVarargs
    private static <T> Coroutine<List<T>> listOf(Probe p, T... values) {
        List<T> list = new ArrayList<>();
        for (T value : values) {
            list.add(await(identity(p, value)));
        }
        return done(list);
    }

    @Async
    static Coroutine<?> methodTypeVariables(Probe p) {
        String s = await(identity(p, "text"));
        int n = await(identity(p, 3));
        long l = await(identity(p, 4L)) + n;
        int[] array = await(identity(p, new int[] {5}));
        return done(s + n + l + array[0]);
    }

    @Async
    static Coroutine<?> boundedTypeVariable(Probe p) {
        return done(await(max(p, Arrays.asList("b", "c", "a"))) + await(max(p, Arrays.asList(1, 3, 2))));
    }

    @Async
    static Coroutine<?> genericVarargs(Probe p) {
        List<String> strings = await(listOf(p, "a", await(p.value("b"))));
        List<Integer> numbers = await(listOf(p, 1, 2, await(p.value(3))));
        return done(strings.get(1) + numbers.get(2));
    }

    @Async
    static Coroutine<?> heapPollutionShowsWhereItDoesInJava(Probe p) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        List<Integer> polluted = (List) new ArrayList<>(Arrays.asList("not a number"));
        try {
            int n = await(identity(p, polluted.get(0)));
            return done(n);
        } catch (ClassCastException e) {
            return done(await(p.value("polluted")));
        }
    }

    private interface Source<T> {
        Coroutine<T> get(Probe p);
    }

    private static class Strings implements Source<String> {
        @Override
        @Async
        public Coroutine<String> get(Probe p) {
            return done(await(p.value("string")));
        }
    }

    private abstract static class Mapper<A, B> {
        @Async
        Coroutine<B> map(Probe p, A a) {
            return done(await(apply(p, a)));
        }

        abstract Coroutine<B> apply(Probe p, A a);
    }

    /** {@code apply} and {@code map} get bridges. */
    private static class Length extends Mapper<String, Integer> {
        @Override
        @Async
        Coroutine<Integer> apply(Probe p, String s) {
            return done(await(p.value(s.length())));
        }

        @Override
        @Async
        Coroutine<Integer> map(Probe p, String s) {
            return done(await(super.map(p, s)) * 2);
        }
    }

    @Async
    static Coroutine<?> bridges(Probe p) {
        Source<String> source = new Strings();
        Mapper<String, Integer> mapper = new Length();
        return done(await(mapper.map(p, await(source.get(p)))));
    }

    @Async
    static Coroutine<?> callThroughRawBridge(Probe p) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Coroutine<Object> c = ((Mapper) new Length()).map(p, "raw");
        return done(await(c));
    }

    private static class Box<T> {
        private T content;

        Box(T content) {
            this.content = content;
        }

        @Async
        Coroutine<T> replace(Probe p, T next) {
            T old = content;
            content = await(p.value(next));
            return done(old);
        }

        @Async
        <R> Coroutine<Map<T, R>> pair(Probe p, Coroutine<? extends R> other) {
            Map<T, R> map = new LinkedHashMap<>();
            map.put(content, await(other));
            return done(map);
        }
    }

    @Async
    static Coroutine<?> classTypeVariables(Probe p) {
        Box<String> box = new Box<>(await(p.value("a")));
        String old = await(box.replace(p, "b"));
        Map<String, Double> map = await(box.pair(p, p.value(2.5)));
        double d = map.get("b");
        return done(old + box.content + d);
    }

    private static class Parent {
        @Async
        Coroutine<? extends Number> number(Probe p) {
            return done(await(p.value(1)));
        }
    }

    private static class Child extends Parent {
        @Override
        @Async
        Coroutine<Double> number(Probe p) {
            return done(await(super.number(p)).intValue() + await(p.value(0.5)));
        }

        @Override
        public String toString() {
            return "child";
        }
    }

    @Async
    static Coroutine<?> narrowedTypeArgument(Probe p) {
        double d = 0;
        for (Parent each : Arrays.asList(new Parent(), new Child())) {
            d += await(each.number(p)).doubleValue();
        }
        return done(d);
    }

    @Async
    static Coroutine<?> wildcards(Probe p) {
        Coroutine<?> unknown = p.value("unknown");
        Object o = await(unknown);
        Coroutine<? extends CharSequence> bounded = p.value("bounded");
        CharSequence s = await(bounded);
        return done(o + " " + s.length());
    }
}
