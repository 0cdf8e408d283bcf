package io.heddle;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Event loops on threads of their own, for programs that one core is too small for. A task stays on the loop that it was
 * spawned on, with all that it awaits as a coroutine and all that it spawns; so what a task shares with others of its
 * loop needs no lock. Tasks of other loops may be awaited as any.
 *
 * <pre>{@code
 * try (var group = EventLoopGroup.ofCores()) {
 *     for (var connection : connections) {
 *         group.spawn(serve(connection));                  // on the next loop, in turn
 *     }
 *     ...
 * }
 * }</pre>
 *
 * <p>The threads live until {@link #close}, and keep the JVM alive as long. All methods are thread-safe.
 */
public final class EventLoopGroup implements AutoCloseable {
    /** How long {@link #close()} waits. */
    private static final Duration CLOSE_LIMIT = Duration.ofMinutes(5);

    private final List<Member> members;
    private final AtomicInteger nextMember = new AtomicInteger();
    /** What all tasks are cancelled by when the group closes. */
    private final CancelRequest closing = CancelRequest.plain();

    private EventLoopGroup(List<Member> members) {
        this.members = members;
    }

    /** A loop, and the thread that runs it. */
    private record Member(SingleThreadLoop loop, Thread thread) {
        static Member start(LoopOptions options) {
            var loop = new SingleThreadLoop(options);
            return new Member(loop, loop.start("heddle-" + options.name()));
        }
    }

    /**
     * Starts so many loops.
     *
     * @throws IllegalArgumentException where that is less than one
     */
    public static EventLoopGroup open(int loops) {
        return builder().loops(loops).build();
    }

    /** Starts one loop for each processor that the JVM may use. */
    public static EventLoopGroup ofCores() {
        return builder().build();
    }

    /** Options first. */
    public static Builder builder() {
        return new Builder();
    }

    /** The loop whose turn it is: each one in order, and again from the first. */
    public EventLoop next() {
        return members.get(Math.floorMod(nextMember.getAndIncrement(), members.size())).loop;
    }

    /** All loops, as many as were asked for; unmodifiable. */
    public List<EventLoop> loops() {
        return members.stream().<EventLoop>map(Member::loop).toList();
    }

    /**
     * Makes a task of {@code coroutine} on the {@linkplain #next next} loop.
     *
     * @throws IllegalStateException where the coroutine was awaited or spawned before
     * @throws java.util.concurrent.RejectedExecutionException where the group is closed
     */
    public <T extends @Nullable Object> Task<T> spawn(Coroutine<T> coroutine) {
        return next().spawn(coroutine);
    }

    /** As {@link #spawn(Coroutine)}, with the coroutine that {@code body} makes; the body is called by the task. */
    public <T extends @Nullable Object> Task<T> spawn(AsyncCallable<T> body) {
        return next().spawn(body);
    }

    /**
     * Closes every loop as {@link Runner#close} does, all at once: cancels all tasks and waits for them, reports failures
     * that nobody retrieved, waits for blocking work. That takes five minutes at most; does nothing the second time, but
     * wait.
     *
     * @throws IllegalStateException inside a running loop, which could not go on meanwhile
     */
    @Override
    public void close() {
        close(CLOSE_LIMIT);
    }

    /**
     * As {@link #close()}, but waits for {@code limit} at most. Where that is not enough, what is left is logged as a
     * warning, and the closing goes on. An interrupt does not end the waiting; the flag is set again when this method
     * returns.
     *
     * @return whether every loop has closed
     * @throws IllegalStateException inside a running loop, which could not go on meanwhile
     */
    public boolean close(Duration limit) {
        checkOutside();
        members.forEach(member -> member.loop.stop(closing));
        var deadline = System.nanoTime() + Durations.nanos(limit);
        for (var member : members) {
            Uninterrupted.await(deadline, nanos -> {
                TimeUnit.NANOSECONDS.timedJoin(member.thread, nanos);
                return !member.thread.isAlive();
            });
        }
        var left = members.stream().filter(member -> member.thread.isAlive()).toList();
        if (!left.isEmpty()) {
            System.getLogger("io.heddle").log(Level.WARNING, remains(left, limit));
        }
        return left.isEmpty();
    }

    private void checkOutside() {
        var current = ThreadState.get().loop;
        if (current != null) {
            var isOurs = members.stream().anyMatch(member -> member.loop == current);
            throw new IllegalStateException("close() of an event loop group inside of " + current
                    + (isOurs
                            ? ", which is one of the group and would wait for itself: close the group where it was opened"
                            : ", which could not go on meanwhile: write await(toThread(group::close))"));
        }
    }

    private static String remains(List<Member> left, Duration limit) {
        var loops = left.stream().<LoopCore>map(Member::loop).toList();
        return "not closed after " + Durations.words(limit) + ": "
                + loops.stream().map(LoopCore::toString).collect(Collectors.joining(", ")) + "\n"
                + new TaskDump(LoopSnapshot.ofAll(loops)).tree();
    }

    @Override
    public String toString() {
        return members.stream().map(member -> member.loop.toString()).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The options of an {@link EventLoopGroup}. */
    public static final class Builder {
        private int loops = Runtime.getRuntime().availableProcessors();
        /** With the name of the group. */
        private LoopOptions options = LoopOptions.DEFAULT.withName("group");

        private Builder() {}

        /**
         * How many loops; by default one for each processor that the JVM may use.
         *
         * @throws IllegalArgumentException where that is less than one
         */
        public Builder loops(int loops) {
            if (loops < 1) {
                throw new IllegalArgumentException("a group of " + loops + " event loops: it needs one at least");
            }
            this.loops = loops;
            return this;
        }

        /** The group's name: its loops are called {@code name-1} and so on, its threads {@code heddle-name-1}. */
        public Builder name(String name) {
            options = options.withName(name);
            return this;
        }

        /** As {@link Runner.Builder#debug}. */
        public Builder debug(boolean debug) {
            options = options.withDebug(debug);
            return this;
        }

        /** As {@link Runner.Builder#exceptionHandler}; called on the thread of the loop on which the task ran. */
        public Builder exceptionHandler(BiConsumer<Task<?>, Throwable> handler) {
            options = options.withHandler(handler);
            return this;
        }

        /** As {@link Runner.Builder#blockingExecutor}; all loops share it. */
        public Builder blockingExecutor(Executor executor) {
            options = options.withBlockingExecutor(executor);
            return this;
        }

        /** Starts the loops. */
        public EventLoopGroup build() {
            var members = new ArrayList<Member>();
            for (var number = 1; number <= loops; number++) {
                members.add(Member.start(options.withName(options.name() + "-" + number)));
            }
            return new EventLoopGroup(List.copyOf(members));
        }
    }
}
