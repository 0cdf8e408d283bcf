package io.heddle;

import io.heddle.rt.Ctx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that end before the block that started them does: asyncio's {@code TaskGroup}.
 *
 * <pre>{@code
 * try (var group = TaskGroup.open()) {
 *     var user = group.spawn(fetchUser(id));
 *     var orders = group.spawn(fetchOrders(id));
 *     return done(new Page(await(user), await(orders)));
 * }                                                     // both have ended here, whatever happened
 * }</pre>
 *
 * <p>A block that is left normally waits for the children; one that is left by an exception cancels them, each once, and
 * waits.
 *
 * <p>The first failure of a child cancels the other children, and the block's body: the await where it waits, or the next
 * one that suspends, throws {@link CancelledError}. The block is then left by the failure in its place. A body that
 * swallows the cancellation gets the failure at the end of the block. What else fails is a suppressed exception of the
 * first failure; where the body itself throws something, that leaves the block and carries the failures. A child that was
 * cancelled has not failed.
 *
 * <p>A cancellation of the owning task from elsewhere is never lost. It wins over failures of children, which it carries as
 * suppressed exceptions; where the block is being left by a failure of the body, it stays pending, and the next await
 * that suspends throws it.
 *
 * <p>A group belongs to the thread of its loop. The task that opened it must be the one that closes it. One that is open
 * in the body of an {@linkplain AsyncIterable#generate async generator} is the body's, whichever task runs that; while the
 * body waits at an emit, a failure of a child does not touch the consumer: the emit throws the cancellation when the body
 * goes on.
 */
public final class TaskGroup implements AsyncCloseable {
    private final CancelScope scope;
    private final Set<Task<?>> children = new LinkedHashSet<>();
    /** Those of {@link #failures} that the loop reports unless the block is left by them. */
    private final List<Ending.Failed> unreported = new ArrayList<>();

    private final List<Throwable> failures = new ArrayList<>();
    private final Listener listener = this::ended;
    private Stage stage = Stage.OPEN;
    /** Set once the children have been told to stop for good: no others are taken. */
    private boolean stopping;

    private @Nullable Task<?> closer;

    private TaskGroup(CancelScope scope) {
        this.scope = scope;
    }

    /** What the block is doing. */
    private enum Stage {
        OPEN,
        CLOSING,
        CLOSED
    }

    /**
     * Opens a group that belongs to the current task; for a try-with-resources.
     *
     * @throws IllegalStateException outside of any task
     */
    public static TaskGroup open() {
        var loop = LoopCore.current("TaskGroup.open()");
        if (loop.currentTask() == null) {
            throw new IllegalStateException(
                    "TaskGroup.open() outside of any task: this is a callback of the event loop");
        }
        return new TaskGroup(new CancelScope(loop.ctx));
    }

    /**
     * Makes a task of {@code coroutine}; it begins in the next pass. The body and the children may do so as long as the
     * block has not ended.
     *
     * @throws IllegalStateException where a child has failed, the block is being left by an exception or has ended, or
     *     the coroutine was awaited or spawned before
     */
    public <T extends @Nullable Object> Task<T> spawn(Coroutine<T> coroutine) {
        return spawn(coroutine, scope.task().loop.origin());
    }

    /** As {@link #spawn(Coroutine)}, from a known place. */
    <T extends @Nullable Object> Task<T> spawn(Coroutine<T> coroutine, @Nullable Object origin) {
        var loop = scope.task().loop;
        if (!loop.inLoop()) {
            throw new IllegalStateException("spawn(..) of a TaskGroup from outside of its loop: a group belongs to "
                    + loop + "; hand the call to it with execute(..)");
        }
        if (stage == Stage.CLOSED || stopping) {
            throw new IllegalStateException("this TaskGroup takes no more tasks: "
                    + (stage == Stage.CLOSED
                            ? "its block has ended"
                            : failures.isEmpty()
                                    ? "its block is being left by an exception"
                                    : "one of its tasks has failed"));
        }
        coroutine.claim();
        var child = loop.spawnClaimed(coroutine, origin);
        children.add(child);
        child.listen(loop, listener);
        return child;
    }

    /** As {@link #spawn(Coroutine)}, with the coroutine that {@code body} makes; the task calls it. */
    public <T extends @Nullable Object> Task<T> spawn(AsyncCallable<T> body) {
        return spawn(Coroutines.async(body));
    }

    /**
     * Waits for the children that are there when it is awaited, and throws nothing of what they throw: a failure cancels
     * the body, as anywhere in the block. A cancellation leaves the wait at once and does not reach the children by it.
     *
     * @return a coroutine that throws {@code IllegalStateException} in one of the children, which would wait for itself
     */
    public Coroutine<Void> join() {
        return Cast.to(new GroupJoin(this));
    }

    /** Cancels the children that are there; the body goes on, and may spawn others. */
    public void cancel() {
        var request = CancelRequest.plain();
        List.copyOf(children).forEach(child -> child.cancelBy(request));
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return Cast.to(new GroupClose<@Nullable Void>(this, null));
    }

    @Override
    public Coroutine<Throwable> closeAsync(Throwable failure) {
        return new GroupClose<>(this, failure);
    }

    private void ended(Source<?> child) {
        children.remove(child);
        if (noteFailures(child.outcome()) && !stopping) {
            stop(scope.task());
            if (stage == Stage.OPEN) {
                scope.request();
            }
        }
        if (children.isEmpty() && closer != null) {
            stage = Stage.CLOSED;
            closer.wake();
            closer = null;
        }
    }

    /** Whether there were any: a cancelled child has none of its own, but its cancellation may carry some. */
    private boolean noteFailures(@Nullable Object outcome) {
        if (outcome instanceof Ending.Failed failed) {
            unreported.add(failed);
            return failures.add(failed.exception);
        }
        return outcome instanceof Ending.Cancelled cancelled
                && cancelled.original != null
                && failures.addAll(List.of(cancelled.original.getSuppressed()));
    }

    /**
     * Takes no more children, and cancels those that nobody has cancelled yet, on behalf of {@code owner}. It does so once: a
     * child that has taken the request back since then is left to end in its own time.
     */
    void stop(Task<?> owner) {
        var walk = new CancelWalk();
        stop(owner, walk);
        walk.begin();
    }

    /** As {@link #stop(Task)}, when {@code walk} goes on. */
    void stop(Task<?> owner, CancelWalk walk) {
        if (!stopping) {
            stopping = true;
            walk.cancelUnlessAsked(children, CancelRequest.of(owner));
        }
    }

    /**
     * The block is being left.
     *
     * @return false where that has happened before
     * @throws IllegalStateException where that is not in the body in which it was opened
     */
    boolean beginClose(Ctx t) {
        if (!scope.isOpenIn(t)) {
            var task = LoopCore.taskOf(t);
            throw new IllegalStateException(
                    task == scope.task()
                            ? "a TaskGroup is closed in the body that opened it, and this is the body of another async"
                                    + " generator, or of its consumer"
                            : "a TaskGroup is closed by the task that opened it: that was "
                                    + scope.task().name() + ", and this is " + task.name());
        }
        var isFirst = stage == Stage.OPEN;
        if (isFirst) {
            scope.takeBack();
            stage = children.isEmpty() ? Stage.CLOSED : Stage.CLOSING;
        }
        return isFirst;
    }

    /** Wakes {@code task} once all children have ended. */
    void wakeWhenChildless(Task<?> task) {
        closer = task;
    }

    /** The closing task waits no longer. */
    void forgetCloser() {
        closer = null;
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }

    List<Task<?>> children() {
        return List.copyOf(children);
    }

    CancelScope scope() {
        return scope;
    }

    /** The failures of the children, in the order of their ends. The block is left by them, so nobody need report them. */
    List<Throwable> takeFailures() {
        unreported.forEach(failed -> failed.retrieved = true);
        return failures;
    }

    @Override
    public String toString() {
        return "TaskGroup[" + children.size() + " tasks, "
                + (stopping ? "stopping" : stage.name().toLowerCase(Locale.ROOT)) + "]";
    }
}
