package io.heddle.testing;

import io.heddle.AsyncCallable;
import io.heddle.Runner;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a small program again and again, each time with another order of its ready tasks, until it fails or all orders
 * have been tried. Tasks are switched only where they await, so these orders are all that can happen on a loop.
 *
 * <pre>{@code
 * Interleavings.explore(() -> {
 *     var stock = new Stock(1);                                   // everything new in each run
 *     var sold = await(gather(stock.buy(), stock.buy()));
 *     assertThat(sold).containsOnlyOnce(true);
 *     return done();
 * });
 * }</pre>
 *
 * <p>A run fails where the program does, where its tasks wait for one another for ever, and where a task fails and nobody
 * retrieves it. The error tells a schedule, or a seed, which {@link #replay(String, AsyncCallable) replay} runs again, in
 * a debugger for one. Each run has a loop of its own, under virtual time. The program must be deterministic but for the
 * order: no other threads, no random numbers, nothing kept from the run before.
 */
public final class Interleavings {
    private static final int MOST_RUNS = 10_000;

    private Interleavings() {}

    /**
     * What an exploration without a failure came to.
     *
     * @param runs how many orders were tried
     * @param complete whether there are no others
     */
    public record Explored(int runs, boolean complete) {}

    /**
     * Tries every order, but 10,000 at most: as {@link #explore(int, AsyncCallable)}.
     *
     * @throws InterleavingError for the first order in which the program fails
     */
    public static <T extends @Nullable Object> Explored explore(AsyncCallable<T> program) {
        return explore(MOST_RUNS, program);
    }

    /**
     * Tries every order, but {@code mostRuns} at most, those first that differ least from first come, first served: a
     * failure that is found needs no fewer detours.
     *
     * @throws InterleavingError for the first order in which the program fails
     * @throws IllegalStateException where the program is not deterministic
     */
    public static <T extends @Nullable Object> Explored explore(int mostRuns, AsyncCallable<T> program) {
        var frontier = new ArrayDeque<>(List.of(Schedule.FIFO));
        var complete = true;
        var runs = 0;
        while (!frontier.isEmpty() && runs < mostRuns) {
            var schedule = frontier.remove();
            var trial = new Trial(schedule);
            var failure = trial.run(program);
            runs++;
            if (failure != null) {
                throw InterleavingError.of(trial, failure);
            }
            for (var detour : trial.detours()) {
                if (runs + frontier.size() < mostRuns) {
                    frontier.add(detour);
                } else {
                    complete = false;
                }
            }
        }
        return new Explored(runs, complete && frontier.isEmpty());
    }

    /**
     * Tries random orders, one for each seed from 1 to {@code runs}: for programs that have too many to try them all.
     *
     * @throws InterleavingError for the first order in which the program fails
     */
    public static <T extends @Nullable Object> void shuffle(int runs, AsyncCallable<T> program) {
        for (var seed = 1; seed <= runs; seed++) {
            replay(seed, program);
        }
    }

    /**
     * Runs the program in the order that an error of {@link #explore} names.
     *
     * @param schedule numbers with blanks between them: at each choice, how many ready tasks are passed over
     * @throws InterleavingError where it fails again
     * @throws IllegalArgumentException where {@code schedule} is none
     * @throws IllegalStateException where the program has other choices than that
     */
    public static <T extends @Nullable Object> void replay(String schedule, AsyncCallable<T> program) {
        var trial = new Trial(Schedule.parse(schedule));
        var failure = trial.run(program);
        if (failure != null) {
            throw InterleavingError.of(trial, failure);
        }
    }

    /**
     * Runs the program in the order that belongs to {@code seed}.
     *
     * @throws InterleavingError where it fails
     */
    public static <T extends @Nullable Object> void replay(long seed, AsyncCallable<T> program) {
        var failure = new TrialRun(Runner.builder().seed(seed)).run(program);
        if (failure != null) {
            throw InterleavingError.of(seed, failure);
        }
    }
}
