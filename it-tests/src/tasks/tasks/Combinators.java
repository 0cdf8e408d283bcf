package tasks;

import static io.heddle.Coroutines.*;
import static java.time.Duration.ofMillis;

import io.heddle.*;
import io.heddle.it.Schedule;
import io.heddle.sync.*;
import java.util.*;
import java.util.concurrent.CancellationException;

/** Random trees of everything that waits for several: each level is cleaned up by its {@code finally}. */
public class Combinators {
    final Schedule schedule;
    final Random r;
    int n;

    Combinators(Schedule schedule, long seed) {
        this.schedule = schedule;
        r = new Random(seed);
    }

    @Async
    Coroutine<Integer> leaf(int id, int steps) {
        schedule.open("leaf");
        int sum = 0;
        try {
            for (int i = 0; i < steps; i++) sum += await(schedule.step(i + id));
            if (id % 11 == 10) throw new IllegalStateException("leaf" + id);
            return done(sum);
        } finally {
            schedule.close("leaf");
            if (id % 3 == 0) await(schedule.pause());
            schedule.log("leaf" + id + " " + sum);
        }
    }

    @Async
    Coroutine<Integer> tree(int depth) {
        int id = n++;
        int what = depth <= 0 ? 0 : r.nextInt(14);
        int a = r.nextInt(4), b = r.nextInt(3);
        schedule.open("tree");
        int res = -1;
        try {
            switch (what) {
                case 1: {
                    var l = await(gather(tree(depth - 1), tree(depth - 1), leaf(id, a)));
                    res = l.get(0) + l.get(1) + l.get(2);
                    break;
                }
                case 2:
                    res = await(race(tree(depth - 1), leaf(id, a + 2), leaf(id + 1, b)));
                    break;
                case 3:
                    try {
                        res = await(withTimeout(ofMillis(a * 2L), tree(depth - 1)));
                    } catch (AsyncTimeoutException e) {
                        res = await(leaf(id, b));
                    }
                    break;
                case 4: {
                    var t = spawn(tree(depth - 1));
                    try {
                        res = await(shield(t));
                    } finally {
                        if (!t.isDone()) {
                            t.cancel("unshield");
                            await(waitAll(List.of(t)));
                        }
                    }
                    break;
                }
                case 5: {
                    res = 0;
                    try (var g = TaskGroup.open()) {
                        var x = g.spawn(tree(depth - 1));
                        var y = g.spawn(leaf(id, b));
                        res += await(y);
                        if (a == 2) g.cancel();
                        else res += await(x);
                    }
                    break;
                }
                case 6: {
                    res = 0;
                    for (var o : await(gatherOutcomes(List.of(tree(depth - 1), leaf(id, a), tree(depth - 2))))) {
                        if (o instanceof Outcome.Success<Integer> s) res += s.value();
                        else
                            schedule.log("failed "
                                    + ((Outcome.Failure<?>) o)
                                            .exception()
                                            .getClass()
                                            .getSimpleName());
                    }
                    break;
                }
                case 7: {
                    res = 0;
                    int k = 0;
                    var ts = List.of(spawn(tree(depth - 1)), spawn(leaf(id, a)), spawn(leaf(id + 2, b)));
                    try {
                        for (var t : asCompleted(ts)) {
                            res += await(t);
                            if (++k == 2) break;
                        }
                    } finally {
                        ts.forEach(Task::cancel);
                        await(waitAll(ts));
                    }
                    break;
                }
                case 8: {
                    var ts = List.of(spawn(tree(depth - 1)), spawn(leaf(id, a + 1)));
                    try {
                        var c = await(waitFirst(ts));
                        res = c.done().size() * 100 + c.pending().size();
                    } finally {
                        for (var t : ts) t.cancel();
                        await(gatherOutcomes(ts));
                    }
                    break;
                }
                case 9: {
                    var q = new AsyncQueue<Integer>(1);
                    res = 0;
                    var p = spawn(async(() -> {
                        try {
                            for (int i = 0; i < a + 1; i++) await(q.put(await(leaf(id + i, 1))));
                            return done();
                        } finally {
                            q.shutdown();
                        }
                    }));
                    try {
                        for (int x : q) {
                            res += x;
                            if (res > 20) break;
                        }
                        p.cancel();
                        await(waitAll(List.of(p)));
                    } catch (QueueShutDownException e) {
                        schedule.log("shut");
                    } finally {
                        p.cancel();
                        await(waitAll(List.of(p)));
                    }
                    break;
                }
                case 10: {
                    var lock = new AsyncLock();
                    int[] in = {0};
                    res = 0;
                    for (var o : await(gatherOutcomes(List.of(
                            guarded(lock, in, leaf(id, a)),
                            guarded(lock, in, tree(depth - 1)),
                            guarded(lock, in, leaf(id + 1, b))))))
                        res += o instanceof Outcome.Success<Integer> s ? s.value() : 1;
                    schedule.check(!lock.isLocked(), "still locked");
                    break;
                }
                case 11: {
                    var p = new Promise<Integer>();
                    var t = spawn(async(() -> {
                        try {
                            p.complete(await(tree(depth - 1)));
                        } catch (Exception e) {
                            p.fail(e);
                        } finally {
                            p.cancel();
                        }
                        return done();
                    }));
                    try {
                        res = await(p);
                    } catch (CancellationException e) {
                        schedule.log("promise cancelled");
                        res = 5;
                    } finally {
                        t.cancel();
                        await(waitAll(List.of(t)));
                    }
                    break;
                }
                case 12: {
                    var t = spawn(tree(depth - 1));
                    await(leaf(id, b));
                    t.cancel("early" + id);
                    try {
                        res = await(t);
                    } catch (CancellationException e) {
                        schedule.log("child " + e.getMessage());
                    }
                    break;
                }
                case 13: {
                    res = 0;
                    var gen = AsyncIterable.<Integer>generate(out -> {
                        schedule.open("gen");
                        try {
                            for (int i = 0; ; i++) {
                                await(out.emit(await(leaf(i, 1))));
                                if (i == a) await(out.emit(await(tree(depth - 1))));
                            }
                        } finally {
                            schedule.close("gen");
                        }
                    });
                    for (int x : gen) {
                        res += x;
                        if (res > 15 || x < 0) break;
                        try {
                            if (x == 3) throw new IllegalArgumentException("x3");
                        } finally {
                            res++;
                        }
                    }
                    break;
                }
                default:
                    res = await(leaf(id, a));
            }
            return done(res);
        } catch (IllegalStateException | IllegalArgumentException e) {
            schedule.log("tree" + id + " " + e.getMessage());
            return done(await(schedule.step(1)));
        } finally {
            schedule.close("tree");
            schedule.log("tree" + id + " what " + what + " " + res);
            if (id % 5 == 4) await(schedule.pause());
        }
    }

    @Async
    Coroutine<Integer> guarded(AsyncLock lock, int[] in, Coroutine<Integer> c) {
        try (var g = await(lock.hold())) {
            schedule.check(in[0]++ == 0, "exclusive");
            try {
                return done(await(c));
            } finally {
                in[0]--;
            }
        }
    }

    @Async
    static Coroutine<?> main(Schedule schedule) {
        int s = schedule.random(1 << 20);
        var c = new Combinators(schedule, s);
        schedule.log("comb " + s);
        int t = 0;
        for (int i = 0; i < 3; i++) t = t * 3 + await(c.tree(4));
        await(sleep(ofMillis(100)));
        schedule.log(Task.all().size());
        return done(t);
    }
}
