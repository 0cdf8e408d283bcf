package io.heddle.it;

import io.heddle.Coroutine;
import io.heddle.Coroutines;
import io.heddle.EventLoop;
import io.heddle.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a program with tasks has in its hands: its seed decides whether and how each step suspends, and at one step
 * something is injected. It knows what the program has opened and not closed.
 */
public final class Schedule {
    private static final int LONGEST_TRACE = 20_000;
    private static final int WAYS = 6;

    private final Random random;
    private final int readyPercent;
    private final int place;
    private final Injection injection;
    private final List<String> trace = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final SortedMap<String, Integer> open = new TreeMap<>();
    private int steps;
    private @Nullable Task<?> main;

    /** What happens at the chosen step. */
    enum Injection {
        NOTHING,
        CANCEL_SELF,
        CANCEL_MAIN,
        CANCEL_TWICE,
        CANCEL_LATER,
        FAIL
    }

    /** What {@link Injection#FAIL} fails with. */
    public static final class Injected extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A checked exception for the programs. */
    public static final class Checked extends Exception {
        private static final long serialVersionUID = 1;

        public Checked(String message) {
            super(message);
        }
    }

    /** Injects at the step of number {@code place}. */
    Schedule(long seed, int readyPercent, int place, Injection injection) {
        this.random = new Random(seed);
        this.readyPercent = readyPercent;
        this.place = place;
        this.injection = injection;
    }

    public boolean isInjecting() {
        return injection != Injection.NOTHING;
    }

    /** Notes an event. */
    public void log(Object event) {
        if (trace.size() == LONGEST_TRACE) {
            throw new AssertionError("a program logs without end");
        }
        trace.add(String.valueOf(event));
    }

    public void open(String resource) {
        open.merge(resource, 1, Integer::sum);
        log("+" + resource);
    }

    public void close(String resource) {
        log("-" + resource);
        check(open.merge(resource, -1, Integer::sum) >= 0, resource + " is closed twice");
    }

    /** Something that holds in every schedule. */
    public void check(boolean holds, String what) {
        if (!holds) {
            broken.add(what);
        }
    }

    public int random(int bound) {
        return random.nextInt(bound);
    }

    @SuppressWarnings("NullAway") // as below
    public Coroutine<Void> pause() {
        return step(null);
    }

    /** Completes with {@code value}, at once or later. */
    @SuppressWarnings("NullAway") // the value may be null: so says the type argument, which is overlooked
    public <T extends @Nullable Object> Coroutine<T> step(T value) {
        if (main == null) {
            main = Task.current();
        }
        var way = random.nextInt(100) < readyPercent ? 0 : 1 + random.nextInt(WAYS - 1);
        var delay = Duration.ofMillis(random.nextInt(5));
        if (steps++ == place && isInjecting()) {
            log(injection);
            inject(main);
            if (injection == Injection.FAIL) {
                return Coroutines.suspend(rest -> EventLoop.current().schedule(delay, () -> rest.fail(new Injected())));
            }
            way = Math.max(way, 1);
        }
        return switch (way) {
            case 0 -> Coroutines.done(value);
            case 1 -> Coroutines.suspend(rest -> EventLoop.current().execute(() -> rest.resume(value)));
            case 2 -> Coroutines.suspend(rest -> rest.resume(value));
            case 3 -> {
                var stage = new CompletableFuture<T>();
                EventLoop.current().execute(() -> stage.complete(value));
                yield Coroutines.fromStage(stage);
            }
            default ->
                Coroutines.suspend(rest -> {
                    var timer = EventLoop.current().schedule(delay, () -> rest.resume(value));
                    rest.onCancel(timer::cancel);
                });
        };
    }

    private void inject(Task<?> outermost) {
        var self = Task.current();
        switch (injection) {
            case CANCEL_SELF -> self.cancel("self");
            case CANCEL_MAIN -> outermost.cancel("main");
            case CANCEL_TWICE -> {
                self.cancel("once");
                self.cancel("twice");
            }
            case CANCEL_LATER -> EventLoop.current().schedule(Duration.ofMillis(2), () -> self.cancel("later"));
            default -> {}
        }
    }

    int steps() {
        return steps;
    }

    List<String> trace() {
        return trace;
    }

    /** What does not hold, and what has been left open. */
    List<String> broken() {
        open.forEach((resource, count) -> {
            if (count > 0) {
                broken.add(resource + " is left open");
            }
        });
        return broken;
    }
}
