package tasks;

import static io.heddle.Coroutines.*;

import io.heddle.*;
import io.heddle.it.Schedule;
import io.heddle.sync.*;
import java.util.*;

/** Connections that clients share: leases, which a try-with-resources gives back, and a semaphore in front of them. */
public class Pool {
    static class Conn implements AsyncCloseable {
        final Pool p;
        final int id;
        int uses;
        boolean in, gone;

        Conn(Pool p, int id) {
            this.p = p;
            this.id = id;
        }

        @Async
        Coroutine<Long> query(long a, double b) {
            p.schedule.check(!in, "shared conn");
            in = true;
            try {
                uses++;
                return done(await(p.schedule.step(a)) + (long) (b * await(p.schedule.step(2))));
            } finally {
                in = false;
            }
        }

        @Async
        public Coroutine<Void> closeAsync() {
            if (!gone) p.schedule.close("conn");
            gone = true;
            await(p.schedule.pause());
            return done();
        }
    }

    class Lease implements AsyncCloseable {
        final Conn c;

        Lease(Conn c) {
            this.c = c;
        }

        @Async
        public Coroutine<Void> closeAsync() {
            schedule.close("lease");
            idle.addLast(c);
            sem.release();
            await(schedule.pause());
            return done();
        }

        @Async
        public Coroutine<Throwable> closeAsync(Throwable f) {
            schedule.log("closing for " + f.getClass().getSimpleName());
            await(closeAsync());
            return done(f);
        }
    }

    final Schedule schedule;
    final AsyncSemaphore sem = AsyncSemaphore.bounded(2);
    final ArrayDeque<Conn> idle = new ArrayDeque<>();
    int made;

    Pool(Schedule schedule) {
        this.schedule = schedule;
    }

    @Async
    Coroutine<Lease> lease() {
        await(sem.acquire());
        boolean ok = false;
        try {
            Conn c = idle.pollLast();
            if (c == null) {
                await(schedule.pause());
                c = new Conn(this, ++made);
                schedule.open("conn");
                all.add(c);
            }
            var l = new Lease(c);
            schedule.open("lease");
            ok = true;
            return done(l);
        } finally {
            if (!ok) sem.release();
        }
    }

    final List<Conn> all = new ArrayList<>();

    @Async
    static Coroutine<?> main(Schedule schedule) {
        var p = new Pool(schedule);
        long total = 0;
        try {
            var ts = new ArrayList<Task<Long>>();
            try (var g = TaskGroup.open()) {
                for (int i = 0; i < 5; i++) {
                    final int k = i;
                    ts.add(g.spawn(() -> {
                        long s = 0;
                        for (int j = 0; j < 3; j++) {
                            try (var l = await(p.lease())) {
                                if (j == 2 && k == 3) continue;
                                s += await(l.c.query(j, k));
                                if (s < 0) return done(s);
                            } catch (Schedule.Injected e) {
                                schedule.log("caught " + e.getMessage());
                                await(schedule.pause());
                            }
                        }
                        return done(s);
                    }));
                }
            }
            for (var t : ts) total += await(t);
            if (!schedule.isInjecting()) schedule.check(total == 67, "total " + total);
            return done(total);
        } finally {
            for (var c : p.all) spawnEager(c.closeAsync());
            schedule.check(p.idle.size() == p.made, "idle " + p.idle.size() + " " + p.made);
        }
    }
}
