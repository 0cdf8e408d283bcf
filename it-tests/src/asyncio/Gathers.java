package asyncio;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.gatherOutcomes;
import static io.heddle.Coroutines.shield;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Async;
import io.heddle.CancelledError;
import io.heddle.Coroutine;
import io.heddle.Outcome;
import io.heddle.Promise;
import io.heddle.Task;
import java.util.List;
import java.util.concurrent.CancellationException;

/** gather and shield of test_tasks.py. Left out: loops that are given by hand, and gathering off a loop (GatherTest has that). */
public class Gathers extends Cases {
    @Async
    private static Coroutine<Object> awaits(Task<?> task) {
        return done((Object) await(task));
    }

    @Async
    public Coroutine<Void> oneSuccess() {
        assertThat(await(gather(returning(1, "a")))).containsExactly("a");
        return done();
    }

    @Async
    public Coroutine<Void> success() {
        var a = new Promise<Integer>();
        var b = new Promise<Integer>();
        var c = new Promise<Integer>();
        var all = spawn(gather(a, b, c));
        await(yieldNow());
        b.complete(1);
        a.complete(2);
        await(yieldNow());
        assertThat(all.isDone()).isFalse();
        c.complete(3);
        assertThat(await(all)).containsExactly(2, 1, 3);
        return done();
    }

    @Async
    public Coroutine<Void> oneException() {
        var a = new Promise<Integer>();
        var b = new Promise<Integer>();
        var c = new Promise<Integer>();
        var all = spawn(gather(a, b, c));
        await(yieldNow());
        var failure = new Crash("b");
        a.complete(1);
        b.fail(failure);
        assertThat(await(thrown(Crash.class, all))).isSameAs(failure);
        c.complete(3);
        return done();
    }

    @Async
    public Coroutine<Void> returnExceptions() {
        var outcomes = await(gatherOutcomes(List.of(returning(1, "a"), raising(2, new Crash("b")), returning(3, "c"))));
        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Success<>("a"));
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        Outcome.Failure.class, it -> assertThat(it.exception()).hasMessage("b"));
        assertThat(outcomes.get(2)).isEqualTo(new Outcome.Success<>("c"));
        return done();
    }

    /** test_one_cancellation, test_result_exception_one_cancellation: the child's cancellation is a failure of the gather. */
    @Async
    public Coroutine<Void> oneCancellation() {
        var a = new Promise<Integer>();
        var b = new Promise<Integer>();
        var all = spawn(gather(a, b));
        await(yieldNow());
        a.cancel();
        await(thrown(CancellationException.class, all));
        assertThat(all.isCancelled()).isFalse();
        assertThat(b.isDone()).isFalse();
        return done();
    }

    @Async
    public Coroutine<Void> cancellationBroadcast() {
        var a = spawn(cancellable("a"));
        var b = spawn(cancellable("b"));
        var all = spawn(gather(a, b));
        await(sleep(1));
        all.cancel();
        await(thrown(CancellationException.class, all));
        assertThat(all.isCancelled()).isTrue();
        assertThat(a.isCancelled() && b.isCancelled()).isTrue();
        assertThat(log).containsExactly("a cancelled", "b cancelled");
        return done();
    }

    /** test_cancel_gather_1, test_cancel_gather_2: outcomes, too, are left by the cancellation. */
    @Async
    public Coroutine<Void> cancelGatherOutcomes() {
        var child = spawn(cancellable("child"));
        var all = spawn(gatherOutcomes(List.of(child)));
        await(sleep(1));
        all.cancel("stop");
        assertThat(await(thrown(CancellationException.class, all))).hasMessage("stop");
        assertThat(all.isCancelled()).isTrue();
        assertThat(child.isCancelled()).isTrue();
        return done();
    }

    /** test_exception_marking: later failures are not reported. */
    @Async
    public Coroutine<Void> exceptionMarking() {
        await(thrown(Crash.class, gather(raising(0, new Crash("a")), raising(1, new Crash("b")))));
        await(sleep(2));
        return done();
    }

    @Async
    public Coroutine<Void> constructorEmptySequence() {
        assertThat(await(gather(List.<Coroutine<String>>of()))).isEmpty();
        return done();
    }

    @Async
    public Coroutine<Void> duplicateCoroutines() {
        var once = returning(1, "x");
        assertThat(await(gather(once, once, returning(0, "y"), once))).containsExactly("x", "x", "y", "x");
        return done();
    }

    /** test_gather_shield. */
    @Async
    public Coroutine<Void> gatherShield() {
        var a = new Promise<Integer>();
        var b = new Promise<Integer>();
        var outer = spawn(gather(shield(a), shield(b)));
        await(yieldNow());
        await(yieldNow());
        outer.cancel();
        await(thrown(CancellationException.class, outer));
        assertThat(a.isDone() || b.isDone()).isFalse();
        return done();
    }

    /** test_shield_gather. */
    @Async
    public Coroutine<Void> shieldGather() {
        var a = new Promise<Integer>();
        var b = new Promise<Integer>();
        var inner = spawn(gather(a, b));
        var outer = spawn(shield(inner));
        await(yieldNow());
        outer.cancel();
        await(thrown(CancellationException.class, outer));
        a.complete(1);
        b.complete(2);
        assertThat(await(inner)).containsExactly(1, 2);
        return done();
    }

    @Async
    public Coroutine<Void> shieldResult() {
        var inner = new Promise<Integer>();
        var outer = spawn(shield(inner));
        await(yieldNow());
        inner.complete(42);
        assertThat(await(outer)).isEqualTo(42);
        return done();
    }

    @Async
    public Coroutine<Void> shieldException() {
        var inner = new Promise<Integer>();
        var outer = spawn(shield(inner));
        await(yieldNow());
        var failure = new Crash("expected");
        inner.fail(failure);
        assertThat(await(thrown(Crash.class, outer))).isSameAs(failure);
        return done();
    }

    @Async
    public Coroutine<Void> shieldCancelInner() {
        var inner = new Promise<Integer>();
        var outer = spawn(shield(inner));
        await(yieldNow());
        inner.cancel();
        await(thrown(CancellationException.class, outer));
        assertThat(outer.isCancelled()).isFalse();
        return done();
    }

    @Async
    public Coroutine<Void> shieldCancelOuter() {
        var inner = spawn(returning(5, "kept"));
        var outer = spawn(shield(inner));
        await(sleep(1));
        outer.cancel();
        await(thrown(CancellationException.class, outer));
        assertThat(outer.isCancelled()).isTrue();
        assertThat(inner.isDone()).isFalse();
        assertThat(await(inner)).isEqualTo("kept");
        return done();
    }

    @Async
    public Coroutine<Void> shieldShortcut() {
        var promise = new Promise<Integer>();
        promise.complete(42);
        assertThat(await(shield(promise))).isEqualTo(42);
        return done();
    }

    @Async
    public Coroutine<Void> shieldEffect() {
        var inner = spawn(returning(5, log.add("begun")));
        var outer = spawn(awaitsShielded(inner));
        await(sleep(1));
        outer.cancel();
        await(thrown(CancellationException.class, outer));
        assertThat(await(inner)).isTrue();
        assertThat(log).containsExactly("begun", "left at 1.0");
        return done();
    }

    @Async
    private Coroutine<Void> awaitsShielded(Task<?> inner) {
        try {
            await(shield(inner));
        } catch (CancelledError e) {
            log.add("left at " + now());
            throw e;
        }
        return done();
    }

    /** test_cancel_wait_for_all of children that have ended in the same pass: nothing is lost. */
    @Async
    public Coroutine<Void> raceConditionCancellation() {
        var child = spawn(returning(1, "child"));
        var all = spawn(gather(child));
        await(yieldNow());
        await(sleep(1));
        all.cancel();
        await(thrown(CancellationException.class, all));
        assertThat(child.resultNow()).isEqualTo("child");
        return done();
    }

    @Async
    public Coroutine<Void> gatherOfGathers() {
        var all = await(gather(gather(returning(1, 1), returning(2, 2)), gather(returning(2, 3))));
        assertThat(all).containsExactly(List.of(1, 2), List.of(3));
        assertThat(now()).isEqualTo(2);
        return done();
    }

    @Async
    public Coroutine<Void> aGatheredTaskMayBeAwaitedByOthers() {
        var task = spawn(returning(1, "x"));
        assertThat(await(gather(awaits(task), awaits(task), task))).containsExactly("x", "x", "x");
        return done();
    }
}
