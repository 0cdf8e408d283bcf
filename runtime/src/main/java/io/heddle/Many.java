package io.heddle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A wait for several awaitables at once. Its subclasses say when the waiter has seen enough, and what comes of it. The
 * coroutines among them become tasks when the wait begins; they go on when it is over.
 *
 * <p>Once it has passed a cancellation on, it waits until all have ended, and then throws.
 */
abstract class Many extends Wait implements Listener {
    private final Object[] awaitables;
    /** In the order of the awaitables, from {@link #register} on: tasks, promises, and values ({@link Done}). */
    private Object[] children = {};

    private @Nullable Task<?> waiter;
    private int open;
    private boolean cancelled;
    private @Nullable String cancelMessage;

    /** The coroutines among the awaitables must be {@linkplain Children#claim claimed}. */
    Many(Object[] awaitables) {
        this.awaitables = awaitables;
    }

    /** One of the children has ended: may the waiter go on, although others have not? */
    abstract boolean isEnough(Source<?> ended);

    /** What the waiter gets, once it is enough or all have ended: a value, or an {@link Ending}. */
    abstract @Nullable Object result();

    /** The wait has begun, with all children in place. */
    void begun() {}

    /** One of the children has ended after the waiter went on. */
    void late(Source<?> ended) {}

    /** Whether a cancellation of the waiter is one of the children. */
    boolean passesOn() {
        return true;
    }

    /** Whether a failure is a result like any other, and nothing that a cancellation must not lose. */
    boolean failuresAreResults() {
        return false;
    }

    final Object[] children() {
        return children;
    }

    /** Where nothing has to be waited for: prepares {@link #outcome} and does without a suspension. */
    final boolean isOverAtOnce() {
        var enough = Children.allDone(awaitables);
        if (!passesOn()) {
            for (var awaitable : awaitables) {
                enough |= awaitable instanceof Source<?> source && source.isDone() && isEnough(source);
            }
        }
        if (enough) {
            children = awaitables;
            for (var source : sources()) {
                isEnough(source);
            }
            begun();
        }
        return enough;
    }

    @Override
    final void register(Task<?> waiter) {
        this.waiter = waiter;
        children = Children.start(waiter.loop, awaitables, waiter.awaitedAt());
        var sources = sources();
        open = sources.size();
        for (var source : sources) {
            source.listen(waiter.loop, this);
        }
        begun();
        if (open == 0) {
            wakeWaiter();
        }
    }

    @Override
    public final void ended(Source<?> source) {
        open--;
        if (waiter == null) {
            late(source);
        } else if ((isEnough(source) && !mustSeeAll(waiter)) || open == 0) {
            wakeWaiter();
        }
    }

    /** Also where a cancellation has been pending since before the wait: it comes here as soon as that has begun. */
    private boolean mustSeeAll(Task<?> waiter) {
        return cancelled || (passesOn() && waiter.isCancelPending());
    }

    private void wakeWaiter() {
        var awake = waiter;
        waiter = null;
        if (awake != null) {
            if (!passesOn()) {
                distinct().forEach(source -> source.unlisten(this));
            }
            awake.wake();
        }
    }

    @Override
    final boolean cancel(Task<?> task, CancelRequest request, CancelWalk walk) {
        if (!passesOn()) {
            wakeWaiter();
            return false;
        }
        var before = cancelled;
        cancelled = true; // first, because promises end at once
        var any = false;
        for (var source : distinct()) {
            any |= walk.cancel(source, request);
        }
        if (any) {
            cancelMessage = request.message();
            return true;
        }
        cancelled = before;
        return false;
    }

    /** Cancels all children but {@code spared}. */
    final void cancelAll(CancelRequest request, @Nullable Source<?> spared) {
        for (var source : distinct()) {
            if (source != spared) {
                source.cancelBy(request);
            }
        }
    }

    private Set<Source<?>> distinct() {
        return new LinkedHashSet<>(sources());
    }

    @Override
    final void detach(Task<?> task) {
        waiter = null;
    }

    @Override
    final @Nullable Object outcome() {
        return cancelled ? new Ending.Failed(cancellation()) : result();
    }

    /** The cancellation has come back from all children. It wins over their failures, which it carries. */
    private CancelledError cancellation() {
        var error = new CancelledError(cancelMessage);
        for (var source : distinct()) {
            if (source.outcome() instanceof Ending.Failed failed) {
                var failure = failed.toThrow();
                if (!failuresAreResults()) {
                    error.addSuppressed(failure);
                }
            }
        }
        return error;
    }

    @Override
    final List<Source<?>> sources() {
        var sources = new ArrayList<Source<?>>();
        for (var child : children) {
            if (child instanceof Source<?> source) {
                sources.add(source);
            }
        }
        return sources;
    }

    @Override
    final boolean endsFromOutside() {
        return sources().stream().anyMatch(source -> !source.isDone() && source.endsFromOutside());
    }
}
