package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.testing.InterleavingError;
import io.heddle.testing.Interleavings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Explored programs; the tests of orders themselves are in {@link TaskOrderTest}. */
class InterleavingsTest {
    private final Set<List<String>> orders = new HashSet<>();

    private static Coroutine<Void> steps(String name, int steps, List<String> log) {
        return body(() -> step(name, 1, steps, log));
    }

    private static Body.Next<Void> step(String name, int number, int steps, List<String> log) {
        log.add(name + number);
        return number == steps ? value(null) : await(yieldNow(), v -> step(name, number + 1, steps, log));
    }

    /** Two tasks of three steps each. */
    private Coroutine<List<Void>> twoTasks() {
        var log = new ArrayList<String>();
        return body(() -> await(gather(steps("a", 3, log), steps("b", 3, log)), v -> {
            orders.add(log);
            return value(v);
        }));
    }

    /** Fails where the last step is taken by {@code a}. */
    private Coroutine<Void> race() {
        var log = new ArrayList<String>();
        return body(() -> await(gather(steps("a", 2, log), steps("b", 2, log)), v -> {
            assertThat(log.get(3)).isEqualTo("b2");
            return value(null);
        }));
    }

    @Test
    void everyOrderIsTriedOnce() {
        var explored = Interleavings.explore(this::twoTasks);

        assertThat(orders).hasSize(20); // 6 steps, of which 3 are of the one
        assertThat(explored).isEqualTo(new Interleavings.Explored(20, true));
    }

    @Test
    void anExplorationMayEndBeforeAllIsTried() {
        var explored = Interleavings.explore(7, this::twoTasks);

        assertThat(orders).hasSize(7);
        assertThat(explored).isEqualTo(new Interleavings.Explored(7, false));
    }

    @Test
    void theOrderInWhichAProgramFailsIsToldAndCanBeReplayed() {
        assertThatThrownBy(() -> Interleavings.explore(this::race))
                .isInstanceOf(InterleavingError.class)
                .hasCauseInstanceOf(AssertionError.class)
                .message()
                .startsWith("the program fails in this order of its tasks: ")
                .endsWith("\n  choice 1: Task-3 goes on before Task-2"
                        + "\nreplay it with Interleavings.replay(\"1\", program)");

        assertThatThrownBy(() -> Interleavings.replay("1", this::race)).isInstanceOf(InterleavingError.class);
        assertThatCode(() -> Interleavings.replay("", this::race)).doesNotThrowAnyException();
    }

    @Test
    void theSeedWithWhichAProgramFailsIsToldAndCanBeReplayed() {
        var error = catchInterleaving(() -> Interleavings.shuffle(100, this::race));
        var seed = Long.parseLong(
                String.valueOf(error.getMessage()).replaceAll("(?s).*replay\\((\\d+), program\\)", "$1"));

        assertThat(error).hasMessageStartingWith("the program fails with seed " + seed + ": ");
        assertThatThrownBy(() -> Interleavings.replay(seed, this::race))
                .isInstanceOf(InterleavingError.class)
                .hasMessage(error.getMessage());
    }

    private static InterleavingError catchInterleaving(Runnable action) {
        try {
            action.run();
        } catch (InterleavingError e) {
            return e;
        }
        throw new AssertionError("nothing was found");
    }

    @Test
    void aDeadLockInSomeOrderIsFound() {
        assertThatThrownBy(() -> Interleavings.explore(() -> {
                    var tasks = new Task<?>[2];
                    return body(() -> {
                        tasks[0] = spawn(body(() -> tasks[1] == null ? value(null) : await(tasks[1])));
                        return await(yieldNow(), v -> {
                            tasks[1] = tasks[0].isDone() ? Task.completed("x") : spawn(body(() -> await(tasks[0])));
                            return await(tasks[0], w -> value(null));
                        });
                    });
                }))
                .isInstanceOf(InterleavingError.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no task can go on: each one waits, and nothing is left that could wake one");
    }

    @Test
    void aFailureThatNobodyRetrievesIsFound() {
        assertThatThrownBy(() -> Interleavings.explore(() -> body(() -> {
                    spawn(body(() -> {
                        throw new IllegalArgumentException("unseen");
                    }));
                    return await(yieldNow());
                })))
                .isInstanceOf(InterleavingError.class)
                .cause()
                .hasMessage("unseen");
    }

    @Test
    void aProgramThatKeepsSomethingFromTheRunBeforeIsRefused() {
        var log = new ArrayList<String>();

        assertThatThrownBy(() -> Interleavings.explore(() -> body(
                        () -> log.isEmpty() ? await(gather(steps("a", 2, log), steps("b", 2, log))) : value(null))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the program has other choices than the schedule \"1\": it is another program, or not"
                        + " deterministic but for the order of its tasks");
    }

    @Test
    void aScheduleIsNumbers() {
        assertThatThrownBy(() -> Interleavings.replay("0 x", this::race))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"0 x\" is no schedule, which is numbers with blanks between them");
    }
}
