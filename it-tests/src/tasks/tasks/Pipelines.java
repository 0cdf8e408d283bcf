package tasks;

import static io.heddle.Coroutines.*;

import io.heddle.*;
import io.heddle.it.Schedule;
import java.util.*;
import java.util.function.*;

/** Generators over generators, left by {@code break}, {@code return} and exceptions. */
public class Pipelines {
    static AsyncIterable<Integer> range(Schedule schedule, String n, int a, int b) {
        return AsyncIterable.generate(out -> {
            schedule.open(n);
            int i = a;
            try {
                for (; i < b; i++) {
                    await(out.emit(await(schedule.step(i))));
                }
            } finally {
                schedule.log(n + " ended at " + i);
                schedule.close(n);
                await(schedule.pause());
            }
            return done();
        });
    }

    static <T, R> AsyncIterable<R> map(
            Schedule schedule, AsyncIterable<T> in, AsyncFunction<? super T, ? extends R, Exception> f) {
        return AsyncIterable.generate(out -> {
            schedule.open("map");
            try {
                for (T t : in) await(out.emit(await(f.apply(t))));
                return done();
            } finally {
                schedule.close("map");
            }
        });
    }

    static <T> AsyncIterable<T> filter(AsyncIterable<? extends T> in, Predicate<? super T> p) {
        return AsyncIterable.generate(out -> {
            for (T t : in) {
                if (!p.test(t)) continue;
                await(out.emit(t));
            }
            return done();
        });
    }

    static <T> AsyncIterable<List<T>> batch(Schedule schedule, AsyncIterable<T> in, int n) {
        return AsyncIterable.generate(out -> {
            var l = new ArrayList<T>();
            try {
                for (T t : in) {
                    l.add(t);
                    if (l.size() == n) {
                        await(out.emit(List.copyOf(l)));
                        l.clear();
                    }
                }
                if (!l.isEmpty()) await(out.emit(l));
                return done();
            } finally {
                schedule.log("batch " + l.size());
            }
        });
    }

    static <T> AsyncIterable<T> concat(Schedule schedule, AsyncIterable<T> a, AsyncIterable<T> b) {
        return AsyncIterable.generate(out -> {
            for (T t : a) await(out.emit(t));
            await(schedule.pause());
            for (T t : b) await(out.emit(t));
            return done();
        });
    }

    static AsyncIterable<Integer> tree(Schedule schedule, int n) {
        return AsyncIterable.generate(out -> {
            schedule.open("tree" + n);
            try {
                if (n > 1) for (int x : tree(schedule, n / 2)) await(out.emit(x));
                await(out.emit(n));
                if (n > 2) {
                    for (int x : tree(schedule, n - 2)) {
                        if (x == 1 && n == 4) return done();
                        await(out.emit(x * 10));
                    }
                }
                return done();
            } finally {
                schedule.close("tree" + n);
            }
        });
    }

    @Async
    static Coroutine<Integer> find(Schedule schedule, AsyncIterable<Integer> in, int what) {
        int pos = 0;
        for (int x : in) {
            if (x == what) return done(pos);
            pos++;
        }
        return done(-1);
    }

    @Async
    static Coroutine<Long> nested(Schedule schedule) {
        long s = 0;
        outer:
        for (int i : range(schedule, "o", 0, 5)) {
            for (int j : range(schedule, "i", i, 9)) {
                if (j == 3) continue outer;
                if (i == 4) break outer;
                s = s * 7 + i * j;
                try {
                    if (j == 2) throw new IllegalStateException("j");
                } catch (IllegalStateException e) {
                    s += await(schedule.step(1));
                } finally {
                    s ^= j;
                }
            }
        }
        return done(s);
    }

    @Async
    static Coroutine<String> thrower(Schedule schedule) {
        try {
            for (int x : map(schedule, range(schedule, "t", 0, 9), k -> {
                if (await(schedule.step(k)) == 4) throw new Schedule.Checked("four");
                return done(k);
            })) schedule.log("t" + x);
            return done("no");
        } catch (Exception e) {
            if (e instanceof Schedule.Injected i) throw i;
            return done("caught " + e.getMessage());
        }
    }

    @Async
    static Coroutine<String> zip(Schedule schedule) {
        var a = range(schedule, "za", 0, 4).iterator();
        var b = map(schedule, range(schedule, "zb", 5, 8), k -> schedule.step("s" + k))
                .iterator();
        var sb = new StringBuilder();
        try {
            while (a.hasNext() && b.hasNext()) sb.append(a.next()).append(b.next());
        } finally {
            try {
                a.close();
            } finally {
                b.close();
            }
        }
        return done(sb.toString());
    }

    @Async
    static Coroutine<?> main(Schedule schedule) throws Exception {
        var r = new ArrayList<Object>();
        for (List<Integer> l : batch(
                schedule,
                filter(map(schedule, range(schedule, "r", 0, 14), x -> schedule.step(x * 3)), x -> x % 2 == 0),
                3)) {
            r.add(l);
            if (r.size() == 2) break;
        }
        r.add(await(find(schedule, concat(schedule, range(schedule, "c1", 0, 3), range(schedule, "c2", 7, 12)), 9)));
        r.add(await(nested(schedule)));
        r.add(await(thrower(schedule)));
        r.add(await(zip(schedule)));
        var l = new ArrayList<Integer>();
        for (int x : tree(schedule, 6)) {
            l.add(x);
            if (l.size() > 9) break;
        }
        r.add(l);
        r.add(await(range(schedule, "list", 3, 6).toList()));
        var ts = await(gather(
                find(schedule, range(schedule, "g1", 0, 6), 3),
                find(schedule, filter(range(schedule, "g2", 0, 6), x -> x > 2), 4)));
        r.add(ts);

        return done(r);
    }
}
