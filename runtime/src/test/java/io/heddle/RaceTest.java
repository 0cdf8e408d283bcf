package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.race;
import static io.heddle.Coroutines.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaceTest extends KernelTest {
    @Test
    void theFirstValueWinsAndTheOthersAreCancelledAndAwaited() {
        var winner = runner.run(body(() -> await(
                race(cleaningUp(10, 3), slow(1, "winner"), failing(0, new IOException("early"))),
                v -> value(v + " at " + now()))));

        assertThat(winner).isEqualTo("winner at 4");
        assertThat(log).containsExactly("winner at 1", "cleaning up at 1", "clean at 4");
        assertThat(reports).isEmpty();
    }

    @Test
    void whereAllFailTheFirstFailureCarriesTheOthers() {
        var first = new IOException("first");
        var second = new IOException("second");

        assertThatThrownBy(() -> runner.run(race(List.of(failing(2, second), failing(1, first), failing(3, first)))))
                .isSameAs(first)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(second));
    }

    @Test
    void aValueThatIsThereWinsBeforeAnythingBegins() {
        assertThat(runner.run(race(slow(1, "x"), done("there")))).isEqualTo("there");
        assertThat(log).isEmpty();
    }

    @Test
    void aDoneTaskWinsWithoutASuspension() {
        runner.run(body(() -> {
            var task = spawn(slow(1, "done"));
            return await(task, v -> await(race(task), w -> value(log.add(w))));
        }));

        assertThat(log).containsExactly("done at 1", "done");
    }

    @Test
    void aCancellationCancelsAll() {
        runner.run(body(() -> {
            var racing = spawn(outcomeOf(race(slow(10, "a"), cleaningUp(10, 2))));
            return await(sleep(1), v -> {
                racing.cancel();
                return await(racing, outcome -> value(log.add(outcome + " at " + now())));
            });
        }));

        assertThat(log)
                .containsExactly("a CancelledError at 1", "cleaning up at 1", "clean at 3", "CancelledError at 3");
    }

    @Test
    void aLoserThatSwallowsTheCancellationLosesNonetheless() {
        assertThat(runner.run(race(stubborn(10, "loser"), slow(1, "winner")))).isEqualTo("winner");
    }

    @Test
    void ofNothingIsRefused() {
        assertThatThrownBy(() -> race(List.<Coroutine<String>>of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("race(..) of nothing");
    }
}
