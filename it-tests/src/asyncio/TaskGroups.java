package asyncio;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.Async;
import io.heddle.CancelledError;
import io.heddle.Coroutine;
import io.heddle.Task;
import io.heddle.TaskGroup;
import io.heddle.sync.AsyncEvent;
import java.util.concurrent.CancellationException;

/**
 * test_taskgroups.py. An ExceptionGroup is here the first failure, with the others as its suppressed exceptions. Left out:
 * test_taskgroup_20 and _21, about KeyboardInterrupt, which no Java has.
 */
public class TaskGroups extends Cases {
    @Async
    public Coroutine<Void> taskgroup01() {
        Task<Integer> a;
        Task<Integer> b;
        try (var group = TaskGroup.open()) {
            a = group.spawn(returning(1, 42));
            b = group.spawn(returning(2, 11));
        }
        assertThat(a.resultNow() + b.resultNow()).isEqualTo(53);
        assertThat(now()).isEqualTo(2);
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup02() {
        Task<Integer> a;
        Task<Integer> b;
        try (var group = TaskGroup.open()) {
            a = group.spawn(returning(1, 42));
            await(sleep(1.5));
            b = group.spawn(returning(2, 11));
        }
        assertThat(a.resultNow() + b.resultNow()).isEqualTo(53);
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup03() {
        Task<Integer> a;
        Task<Integer> b;
        try (var group = TaskGroup.open()) {
            a = group.spawn(returning(10, 42));
            await(sleep(1.5));
            a.cancel();
            b = group.spawn(returning(2, 11));
        }
        assertThat(a.isCancelled()).isTrue();
        assertThat(b.resultNow()).isEqualTo(11);
        return done();
    }

    @Async
    private Coroutine<Void> oneFails() {
        try (var group = TaskGroup.open()) {
            group.spawn(raising(1, new Crash("a")));
            group.spawn(cancellable("b"));
        }
        log.add("never");
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup04() {
        await(thrown(Crash.class, spawn(oneFails())));
        assertThat(log).containsExactly("b cancelled");
        return done();
    }

    @Async
    private Coroutine<Void> threeFail() {
        try (var group = TaskGroup.open()) {
            group.spawn(raising(1, new Crash("a")));
            group.spawn(raising(1, new Crash("b")));
            group.spawn(raising(1, new Crash("c")));
            group.spawn(cancellable("child"));
            await(cancellable("body"));
        }
        log.add("never");
        return done();
    }

    @Async
    public Coroutine<Void> cancelChildrenOnChildError() {
        var crash = await(thrown(Crash.class, spawn(threeFail())));
        assertThat(crash).hasMessage("a");
        assertThat(log).containsExactlyInAnyOrder("child cancelled", "body cancelled");
        return done();
    }

    @Async
    private Coroutine<Void> five(boolean bodyWaits) {
        try (var group = TaskGroup.open()) {
            for (var i = 0; i < 5; i++) {
                group.spawn(cancellable("child"));
            }
            if (bodyWaits) {
                await(cancellable("body"));
            }
        }
        return done();
    }

    @Async
    public Coroutine<Void> cancellation() {
        var task = spawn(five(false));
        await(sleep(1));
        task.cancel("test");
        assertThat(await(thrown(CancellationException.class, task))).hasMessage("test");
        assertThat(log).hasSize(5);
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup07() {
        var task = spawn(five(true));
        await(sleep(1));
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(log).hasSize(6).contains("body cancelled");
        return done();
    }

    @Async
    private Coroutine<Void> fiveFail(double delay) {
        try (var group = TaskGroup.open()) {
            for (var i = 0; i < 5; i++) {
                group.spawn(raising(delay, new Crash("child")));
            }
            await(cancellable("body"));
        }
        return done();
    }

    @Async
    public Coroutine<Void> cancellationInBody() {
        var task = spawn(fiveFail(1));
        await(sleep(1));
        assertThat(task.isDone()).isFalse();
        task.cancel("test");
        assertThat(await(thrown(CancellationException.class, task))).hasMessage("test");
        assertThat(task.isCancelled()).isTrue();
        return done();
    }

    @Async
    private Coroutine<Void> bodyFails(boolean waitsFirst) {
        try (var group = TaskGroup.open()) {
            group.spawn(cancellable("a"));
            group.spawn(cancellable("b"));
            if (waitsFirst) {
                await(sleep(1));
            }
            throw new Crash("body");
        }
    }

    @Async
    public Coroutine<Void> taskgroup09() {
        await(thrown(Crash.class, bodyFails(true)));
        assertThat(log).containsExactly("a cancelled", "b cancelled");
        return done();
    }

    /** The children have not begun, so they never do. */
    @Async
    public Coroutine<Void> taskgroup10() {
        await(thrown(Crash.class, bodyFails(false)));
        assertThat(log).isEmpty();
        return done();
    }

    @Async
    private Coroutine<Void> nested(boolean outerHasAChild) {
        try (var outer = TaskGroup.open()) {
            if (outerHasAChild) {
                outer.spawn(cancellable("outer's child"));
            }
            await(fiveFail(2));
        }
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup11() {
        var task = spawn(nested(false));
        await(sleep(1));
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(log).containsExactly("body cancelled");
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup12() {
        var task = spawn(nested(true));
        await(sleep(1));
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(log).containsExactly("body cancelled", "outer's child cancelled");
        return done();
    }

    @Async
    private static Coroutine<Void> crashes(double outerDelay, double innerDelay) {
        try (var outer = TaskGroup.open()) {
            outer.spawn(raising(outerDelay, new Crash("outer")));
            try (var inner = TaskGroup.open()) {
                inner.spawn(raising(innerDelay, new Crash("inner")));
            }
        }
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup13() {
        assertThat(await(thrown(Crash.class, spawn(crashes(1, 10))))).hasMessage("outer");
        assertThat(now()).isEqualTo(1);
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup14() {
        assertThat(await(thrown(Crash.class, spawn(crashes(10, 1))))).hasMessage("inner");
        assertThat(now()).isEqualTo(1);
        return done();
    }

    @Async
    private static Coroutine<Void> cleansUpWhileAChildCrashes() {
        try (var group = TaskGroup.open()) {
            group.spawn(raising(3, new Crash("child")));
            try {
                await(sleep(100));
            } catch (CancelledError e) {
                await(sleep(5));
                throw e;
            }
        }
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup15() {
        var task = spawn(cleansUpWhileAChildCrashes());
        await(sleep(1));
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(task.isCancelled()).isTrue();
        return done();
    }

    @Async
    private static Coroutine<Void> awaits(Task<Void> task) {
        await(task);
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup16() {
        var nested = spawn(cleansUpWhileAChildCrashes());
        var task = spawn(awaits(nested));
        await(sleep(1));
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(nested.isCancelled()).isTrue();
        return done();
    }

    @Async
    private Coroutine<Void> alone(boolean throwsOther) {
        try (var group = TaskGroup.open()) {
            try {
                await(sleep(10));
            } catch (CancelledError e) {
                log.add("cancelled");
                if (throwsOther) {
                    throw new Crash("instead");
                }
                throw e;
            }
        }
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup17() {
        var task = spawn(alone(false));
        await(sleep(1));
        task.cancel();
        await(thrown(CancellationException.class, task));
        assertThat(log).containsExactly("cancelled");
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup18() {
        var task = spawn(alone(true));
        await(sleep(1));
        task.cancel();
        await(thrown(Crash.class, task));
        assertThat(task.isCancelled()).isFalse();
        return done();
    }

    @Async
    private static Coroutine<Void> bodyThrowsInFinally(Throwable ofChild, Throwable ofBody) throws Throwable {
        try (var group = TaskGroup.open()) {
            group.spawn(throwing(ofChild));
            try {
                await(sleep(10));
            } finally {
                if (now() < 10) {
                    throw ofBody;
                }
            }
        }
        return done();
    }

    @Async
    private static Coroutine<Void> throwing(Throwable failure) throws Throwable {
        await(sleep(1));
        throw failure;
    }

    @Async
    public Coroutine<Void> taskgroup19() throws Throwable {
        var child = new Crash("child");
        var body = await(thrown(Crash.class, bodyThrowsInFinally(child, new Crash("body"))));
        assertThat(body).hasMessage("body");
        assertThat(body.getSuppressed()).containsExactly(child);
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup20a() throws Throwable {
        var child = new Crash("child");
        var body = await(thrown(AssertionError.class, bodyThrowsInFinally(child, new AssertionError("body"))));
        assertThat(body.getSuppressed()).containsExactly(child);
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup21a() throws Throwable {
        var child = new AssertionError("child");
        var body = await(thrown(Crash.class, bodyThrowsInFinally(child, new Crash("body"))));
        assertThat(body.getSuppressed()).containsExactly(child);
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup22() {
        var task = spawn(five(false));
        await(sleep(0.05));
        task.cancel();
        await(thrown(CancellationException.class, task));
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup23() {
        try (var group = TaskGroup.open()) {
            for (var i = 0; i < 10; i++) {
                await(sleep(1));
                group.spawn(returning(3, i));
                if (i == 5) {
                    assertThat(group).hasToString("TaskGroup[3 tasks, open]");
                }
            }
            await(sleep(13));
            assertThat(group).hasToString("TaskGroup[0 tasks, open]");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> spawnsSiblings(TaskGroup group) {
        await(sleep(1));
        group.spawn(returning(1, 1));
        group.spawn(returning(2, 2));
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup24() {
        try (var group = TaskGroup.open()) {
            group.spawn(spawnsSiblings(group));
        }
        assertThat(now()).isEqualTo(3);
        return done();
    }

    @Async
    private Coroutine<Void> hydra(TaskGroup group) {
        log.add("head");
        await(sleep(0.1));
        group.spawn(hydra(group));
        group.spawn(hydra(group));
        return done();
    }

    @Async
    private Coroutine<Void> hercules() {
        while (log.size() < 10) {
            await(sleep(0.15));
        }
        throw new Crash("slain");
    }

    @Async
    private Coroutine<Void> labour() {
        try (var group = TaskGroup.open()) {
            group.spawn(hydra(group));
            group.spawn(hercules());
        }
        return done();
    }

    @Async
    public Coroutine<Void> taskgroup25() {
        await(thrown(Crash.class, labour()));
        assertThat(log).hasSizeGreaterThanOrEqualTo(10);
        return done();
    }

    @Async
    public Coroutine<Void> taskgroupTaskName() {
        try (var group = TaskGroup.open()) {
            assertThat(group.spawn(returning(0, 1)).named("yolo").name()).isEqualTo("yolo");
        }
        return done();
    }

    @Async
    public Coroutine<Void> cancellingLevelPreserved() {
        await(thrown(Crash.class, oneFails()));
        assertThat(Task.current().cancelling()).isZero();
        return done();
    }

    @Async
    private Coroutine<Void> bothGroupsFail() {
        try (var outer = TaskGroup.open()) {
            try (var inner = TaskGroup.open()) {
                inner.spawn(raising(0, new Crash("inner")));
                outer.spawn(raising(0, new IllegalStateException("outer")));
            }
        }
        return done();
    }

    @Async
    public Coroutine<Void> nestedGroupsBothCancelled() {
        var failure = await(thrown(IllegalStateException.class, bothGroupsFail()));
        assertThat(failure.getSuppressed()).hasSize(1).allMatch(Crash.class::isInstance);
        assertThat(Task.current().cancelling()).isZero();
        return done();
    }

    @Async
    private Coroutine<Void> crashesAfter(AsyncEvent event) {
        event.set();
        await(yieldNow());
        throw new Crash("child");
    }

    @Async
    private Coroutine<Void> groupOf(AsyncEvent event) {
        try (var group = TaskGroup.open()) {
            group.spawn(crashesAfter(event));
            await(sleep(1));
            log.add("not cancelled in the block");
        } catch (Crash e) {
            assertThat(Task.current().cancelling()).isEqualTo(1);
        }
        await(sleep(1));
        log.add("not cancelled behind the block");
        return done();
    }

    @Async
    public Coroutine<Void> errorAndCancel() {
        var event = new AsyncEvent();
        var task = spawn(groupOf(event));
        await(event.awaitSet());
        assertThat(task.cancelling()).isZero();
        task.cancel();
        assertThat(task.cancelling()).isEqualTo(1);
        await(thrown(CancellationException.class, task));
        assertThat(task.isCancelled()).isTrue();
        assertThat(log).isEmpty();
        return done();
    }

    /** test_taskgroup_without_parent_task, _already_entered and the like: spawn is refused when the block is over. */
    @Async
    public Coroutine<Void> taskgroupFinished() {
        TaskGroup left;
        try (var group = TaskGroup.open()) {
            left = group;
        }
        var refused = returning(0, 1);
        assertThatThrownBy(() -> left.spawn(refused)).isInstanceOf(IllegalStateException.class);
        assertThat(await(refused)).isEqualTo(1);
        return done();
    }
}
