package io.heddle;

import io.heddle.rt.Ctx;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call that has not run yet: the method, and its arguments. {@link Coroutines#await await} runs it inside the current
 * task, {@link Coroutines#spawn spawn} makes it a task of its own; either may be done once. What {@link Coroutines#done}
 * gives is the exception: a value, awaited as often as one likes.
 *
 * <p>A coroutine that is neither awaited nor spawned never runs; the build refuses the most common form of this mistake.
 *
 * <p>The calls of woven methods are generated subclasses, and a {@link Turn} is what other code may extend.
 *
 * @param <T> the type of the value that the call completes with
 */
public abstract non-sealed class Coroutine<T extends @Nullable Object> implements Awaitable<T> {
    private static final byte FRESH = 0;
    private static final byte SPAWNED = 1;
    private static final byte HAS_TASK = 2;
    private static final byte BEGUN = 3;
    /** Fresh, and in debug mode: {@link Unawaited} wants to know when it is used. */
    private static final byte WATCHED = 4;

    private byte use;

    /** For generated code. */
    @SuppressWarnings("this-escape") // it is only remembered; nobody asks it anything before it is used
    protected Coroutine() {
        if (Unawaited.made(this)) {
            use = WATCHED;
        }
    }

    /**
     * For generated code: the first thing that {@code $await} does.
     *
     * @throws IllegalStateException where the coroutine was awaited or spawned before
     */
    protected final void $begin() {
        if (use != FRESH) {
            checkWatched();
        }
        use = BEGUN;
    }

    private void checkWatched() {
        if (use != WATCHED) {
            throw usedTwice();
        }
        Unawaited.used(this);
    }

    /** For generated code: the method that was called and its place, as {@code Hello.greet (Hello.java:12)}. */
    protected abstract String $describe();

    /**
     * For generated code: begins the call on this thread, up to its first suspension. It is a task of the loop that runs
     * here; where none does, it goes on wherever what it awaits is completed.
     */
    public final CompletableFuture<T> $future() {
        var loop = ThreadState.get().loop;
        return loop == null
                ? OffLoop.start(this)
                : loop.spawnEager(this, $describe()).future(true);
    }

    /** For generated code: {@link Coroutines#spawn(Coroutine)}, and where that stands. */
    public static <T extends @Nullable Object> Task<T> $spawn(Coroutine<T> coroutine, String site) {
        return LoopCore.current("spawn(..)").spawn(coroutine, site);
    }

    /** For generated code: {@link Coroutines#spawn(Coroutine)} in a body, which knows who runs it, and where that stands. */
    public static <T extends @Nullable Object> Task<T> $spawn(Coroutine<T> coroutine, String site, Ctx t) {
        return LoopCore.of(t).spawnInBody(coroutine, site);
    }

    /** For generated code: {@link Coroutines#spawnEager}, and where that stands. */
    public static <T extends @Nullable Object> Task<T> $spawnEager(Coroutine<T> coroutine, String site) {
        return LoopCore.current("spawnEager(..)").spawnEager(coroutine, site);
    }

    /** For generated code: {@link EventLoop#spawn(Coroutine)}, and where that stands. */
    public static <T extends @Nullable Object> Task<T> $spawn(EventLoop loop, Coroutine<T> coroutine, String site) {
        return ((LoopCore) loop).spawn(coroutine, site);
    }

    /** For generated code: {@link EventLoopGroup#spawn(Coroutine)}, and where that stands. */
    public static <T extends @Nullable Object> Task<T> $spawn(
            EventLoopGroup group, Coroutine<T> coroutine, String site) {
        return $spawn(group.next(), coroutine, site);
    }

    /** For generated code: {@link TaskGroup#spawn(Coroutine)}, and where that stands. */
    public static <T extends @Nullable Object> Task<T> $spawn(TaskGroup group, Coroutine<T> coroutine, String site) {
        return group.spawn(coroutine, site);
    }

    /** Takes the coroutine for a task that will begin it later, so that nobody else can. */
    final void claim() {
        if (!isReusable()) {
            if (use != FRESH) {
                checkWatched();
            }
            use = SPAWNED;
        }
    }

    /** Whether it was claimed and has no task yet; the caller makes one. */
    final boolean takeForTask() {
        if (use == SPAWNED) {
            use = HAS_TASK;
            return true;
        }
        return isReusable();
    }

    /** The task that claimed it begins it now. */
    final void release() {
        if (use == WATCHED) {
            Unawaited.used(this);
        }
        use = FRESH;
    }

    /** Whether it may be awaited any number of times. */
    boolean isReusable() {
        return false;
    }

    /** Whether a task for it begins although the host of its loop has gone, so that it is the last to run. */
    boolean beginsAfterAll() {
        return false;
    }

    /** Whether nobody has awaited or spawned it yet, or it may be awaited any number of times. */
    final boolean isFresh() {
        return use == FRESH || use == WATCHED;
    }

    final IllegalStateException usedTwice() {
        return new IllegalStateException($describe() + " was awaited or spawned already, and a coroutine runs once:"
                + " call the method again, or spawn(..) it and await the task as often as you like");
    }

    @Override
    public String toString() {
        return "coroutine " + $describe();
    }
}
