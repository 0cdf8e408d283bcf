package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BirthsTest {
    private final Births births = new Births();

    @Test
    void tasksOfTheSameMomentHaveTheSameAge() {
        births.note(1, 0);
        births.note(2, 0);
        births.note(3, 7);

        assertThat(births.timeOf(1)).isEqualTo(0);
        assertThat(births.timeOf(2)).isEqualTo(0);
        assertThat(births.timeOf(3)).isEqualTo(7);
        assertThat(births.timeOf(4)).isEqualTo(7);
    }

    @Test
    void anAgeIsRightToAFewPerCentHoweverLongTheLoopLives() {
        var now = 1_000_000;
        for (var time = 0; time <= now; time++) {
            births.note(time + 1, time);
        }

        for (var age = 1; age <= now; age *= 2) {
            assertThat((double) (now - births.timeOf(now - age + 1))).isCloseTo(age, within(0.2 * age));
        }
    }
}
