package tasks;

import static io.heddle.Coroutines.*;

import io.heddle.*;
import io.heddle.it.Schedule;
import java.util.*;

/** External merge sort: pages are read, written and merged by generators, some of which are never read to their end. */
public class MergeSort {
    final Schedule schedule;
    final List<int[]> disk = new ArrayList<>();

    MergeSort(Schedule schedule) {
        this.schedule = schedule;
    }

    @Async
    Coroutine<Integer> write(int[] page, int n) {
        await(schedule.pause());
        disk.add(Arrays.copyOf(page, n));
        return done(disk.size() - 1);
    }

    AsyncIterable<Integer> read(List<Integer> pages) {
        return AsyncIterable.generate(out -> {
            schedule.open("run");
            try {
                for (int p : pages) {
                    int[] d = await(schedule.step(disk.get(p)));
                    for (int i = 0; i < d.length; i++) await(out.emit(d[i]));
                }
                return done();
            } finally {
                schedule.close("run");
            }
        });
    }

    static final class Head implements Comparable<Head> {
        final AsyncIterator<Integer> it;
        int v;

        Head(AsyncIterator<Integer> i) {
            it = i;
        }

        public int compareTo(Head o) {
            return Integer.compare(v, o.v);
        }

        @Async
        Coroutine<Boolean> advance() {
            if (!await(it.hasNextAsync())) return done(false);
            v = it.next();
            return done(true);
        }
    }

    AsyncIterable<Integer> merge(List<AsyncIterable<Integer>> runs) {
        return AsyncIterable.generate(out -> {
            var heads = new ArrayList<Head>();
            var pq = new PriorityQueue<Head>();
            Throwable t = null;
            try {
                for (var r : runs) {
                    var h = new Head(r.iterator());
                    heads.add(h);
                    if (await(h.advance())) pq.add(h);
                }
                while (!pq.isEmpty()) {
                    var h = pq.poll();
                    await(out.emit(h.v));
                    if (await(h.advance())) pq.add(h);
                }
            } catch (Throwable e) {
                t = e;
                throw e;
            } finally {
                for (var h : heads) {
                    try {
                        h.it.close();
                    } catch (Schedule.Injected e) {
                        if (t != null && t != e) t.addSuppressed(e);
                        else schedule.log("close " + e.getMessage());
                    }
                }
            }
            return done();
        });
    }

    @Async
    Coroutine<List<Integer>> run(AsyncIterable<Integer> in) {
        int[] buf = new int[5];
        int n = 0;
        var pages = new ArrayList<Integer>();
        for (int x : in) {
            buf[n++] = x;
            if (n == buf.length) {
                Arrays.sort(buf);
                pages.add(await(write(buf, n)));
                n = 0;
            }
        }
        if (n > 0) {
            Arrays.sort(buf, 0, n);
            pages.add(await(write(buf, n)));
        }
        return done(pages);
    }

    @Async
    static Coroutine<?> main(Schedule schedule) {
        var m = new MergeSort(schedule);
        var rnd = new Random(4);
        var exp = new ArrayList<Integer>();
        for (int i = 0; i < 23; i++) exp.add(rnd.nextInt(50));
        m.disk.add(exp.stream().mapToInt(i -> i).toArray());
        Collections.sort(exp);
        var pages = await(m.run(m.read(List.of(0))));
        var runs = new ArrayList<AsyncIterable<Integer>>();
        for (int p : pages) runs.add(m.read(List.of(p)));
        var inner = m.merge(runs.subList(0, 3));
        var rest = new ArrayList<>(runs.subList(3, runs.size()));
        rest.add(0, inner);
        var got = new ArrayList<Integer>();
        int last = Integer.MIN_VALUE;
        for (int x : m.merge(rest)) {
            schedule.check(x >= last, "order");
            last = x;
            got.add(x);
            if (got.size() == 20) break;
        }
        schedule.check(got.equals(exp.subList(0, 20)), "sorted " + got);
        return done(got);
    }
}
