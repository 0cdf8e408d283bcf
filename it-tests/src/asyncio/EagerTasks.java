package asyncio;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.race;
import static io.heddle.Coroutines.spawnEager;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Async;
import io.heddle.ContextVar;
import io.heddle.Coroutine;
import io.heddle.Promise;
import io.heddle.Task;
import io.heddle.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** test_eager_task_factory.py. Left out: factories; here each task is eager by itself. */
public class EagerTasks extends Cases {
    @Async
    private static <T> Coroutine<Void> completes(Promise<T> promise, T value) {
        promise.complete(value);
        return done();
    }

    @Async
    public Coroutine<Void> awaitFutureDuringEagerStep() {
        var promise = new Promise<String>();
        assertThat(spawnEager(completes(promise, "my message")).isDone()).isTrue();
        assertThat(await(promise)).isEqualTo("my message");
        return done();
    }

    @Async
    private static Coroutine<String> hello() {
        return done("hello");
    }

    @Async
    public Coroutine<Void> eagerCompletion() {
        var task = spawnEager(hello());
        assertThat(task.isDone()).isTrue();
        assertThat(await(task)).isEqualTo("hello");
        return done();
    }

    @Async
    public Coroutine<Void> blockAfterEagerStep() {
        var task = spawnEager(returning(1, "finished after blocking"));
        assertThat(task.isDone()).isFalse();
        assertThat(await(task)).isEqualTo("finished after blocking");
        return done();
    }

    @Async
    public Coroutine<Void> cancellationAfterEagerCompletion() {
        var task = spawnEager(hello());
        assertThat(task.cancel()).isFalse();
        assertThat(await(task)).isEqualTo("hello");
        assertThat(task.isCancelled()).isFalse();
        return done();
    }

    @Async
    public Coroutine<Void> cancellationAfterEagerStepBlocks() {
        var task = spawnEager(cancellable("task"));
        task.cancel("cancellation message");
        assertThat(task.cancelling()).isPositive();
        assertThat(await(thrown(CancellationException.class, task))).hasMessage("cancellation message");
        return done();
    }

    @Async
    private static Coroutine<Void> tells(List<Object> seen) {
        seen.add(Task.current());
        await(sleep(1));
        seen.add(Task.current());
        return done();
    }

    @Async
    public Coroutine<Void> currentTask() {
        var seen = new ArrayList<Object>();
        var me = Task.current();
        var task = spawnEager(tells(seen));
        assertThat(Task.current()).isSameAs(me);
        await(task);
        assertThat(seen).containsExactly(task, task);
        return done();
    }

    @Async
    private static Coroutine<Set<Task<?>>> all() {
        return done(Task.all());
    }

    @Async
    public Coroutine<Void> allTasksWithEagerCompletion() {
        var task = spawnEager(all());
        assertThat(task.resultNow()).contains(task);
        assertThat(Task.all()).doesNotContain(task);
        return done();
    }

    @Async
    private static Coroutine<Set<Task<?>>> allWithBlocking(Promise<Void> begin, Promise<Void> end) {
        var before = Task.all();
        await(begin);
        end.complete(null);
        return done(before);
    }

    @Async
    public Coroutine<Void> allTasksWithBlocking() {
        var begin = new Promise<Void>();
        var end = new Promise<Void>();
        var task = spawnEager(allWithBlocking(begin, end));
        assertThat(Task.all()).contains(task);
        begin.complete(null);
        await(end);
        assertThat(Task.all()).doesNotContain(task);
        assertThat(await(task)).contains(task);
        return done();
    }

    private final ContextVar<Integer> variable = ContextVar.of("cv", 0);

    @Async
    private Coroutine<Void> setsTwice() {
        assertThat(variable.get()).isEqualTo(1);
        variable.set(2);
        log.add("first step");
        await(sleep(1));
        assertThat(variable.get()).isEqualTo(2);
        variable.set(3);
        log.add("second step");
        return done();
    }

    @Async
    public Coroutine<Void> contextVars() {
        variable.set(1);
        var task = spawnEager(setsTwice());
        assertThat(log).containsExactly("first step");
        assertThat(variable.get()).isEqualTo(1);
        await(task);
        assertThat(log).containsExactly("first step", "second step");
        assertThat(variable.get()).isEqualTo(1);
        return done();
    }

    /** test_staggered_race_with_eager_tasks_no_delay. */
    @Async
    public Coroutine<Void> staggeredRaceWithEagerTasksNoDelay() {
        var winner = await(race(
                spawnEager(raising(0, new Crash("no good"))),
                spawnEager(returning(1, "sleep1")),
                spawnEager(returning(2, "sleep2"))));
        assertThat(winner).isEqualTo("sleep1");
        return done();
    }

    @Async
    private static Coroutine<Integer> chain(int depth) {
        return depth == 0 ? done(0) : done(1 + await(chain(depth - 1)));
    }

    @Async
    public Coroutine<Void> awaitablesChain() {
        assertThat(await(chain(100))).isEqualTo(100);
        assertThat(Task.all()).hasSize(1);
        return done();
    }

    @Async
    private Coroutine<Void> recursiveTaskgroups(int width, int depth) {
        log.add("x");
        if (depth > 0) {
            try (var group = TaskGroup.open()) {
                for (var i = 0; i < width; i++) {
                    group.spawn(recursiveTaskgroups(width, depth - 1));
                }
            }
        }
        return done();
    }

    @Async
    public Coroutine<Void> recursiveTaskgroups() {
        await(recursiveTaskgroups(5, 4));
        assertThat(log).hasSize(1 + 5 + 25 + 125 + 625);
        return done();
    }

    @Async
    private Coroutine<Void> recursiveGather(int width, int depth) {
        log.add("x");
        if (depth > 0) {
            var all = new ArrayList<Coroutine<Void>>();
            for (var i = 0; i < width; i++) {
                all.add(recursiveGather(width, depth - 1));
            }
            await(gather(all));
        }
        return done();
    }

    @Async
    public Coroutine<Void> recursiveGather() {
        await(recursiveGather(5, 4));
        assertThat(log).hasSize(1 + 5 + 25 + 125 + 625);
        return done();
    }
}
