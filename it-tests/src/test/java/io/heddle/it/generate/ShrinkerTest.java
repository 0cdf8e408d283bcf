package io.heddle.it.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Bugs are planted: a stand-in for the check says of each program of some form that it runs otherwise when it is woven. */
class ShrinkerTest {
    private static final int RELEASE = 17;
    private static final int ATTEMPTS = 3_000;
    /** Of the lines of a program, those outside its methods. */
    private static final long FRAME_LINES = lines(List.of(0));

    @Test
    void aProgramThatFailsBecauseOfAFinallyShrinksToThatStatement() {
        assertShrinks(Pattern.compile("finally"), 12);
    }

    /** A method before the one with the loop may stay: its decisions are at two places, the header's and the body's. */
    @Test
    void aProgramThatFailsBecauseOfAnAwaitInALoopShrinksToThatLoop() {
        assertShrinks(Pattern.compile("while \\([^\n]*await\\("), 20);
    }

    @Test
    void aListOfDecisionsThatNeedsTwoOfThemKeepsJustThose() {
        var failing = List.of(3, 9, 1, 7, 4, 4, 2, 8, 6);

        var smallest = Shrinker.shrink(failing, list -> list.contains(7) && list.contains(2), ATTEMPTS);

        assertThat(smallest).containsExactly(7, 2);
    }

    @Test
    void elementsThatAreOnlyLeftOutStayAsTheyAre() {
        var failing = IntStream.range(0, 30_000).boxed().toList();

        var smallest = Shrinker.shorten(failing, list -> list.contains(77) && list.contains(20_123), 200);

        assertThat(smallest).containsExactly(77, 20_123);
    }

    private static void assertShrinks(Pattern planted, int mostLines) {
        var found = LongStream.range(0, 200)
                .mapToObj(RandomProgramChoices::of)
                .filter(choices -> planted.matcher(write(choices)).find())
                .toList();
        assertThat(found).hasSizeGreaterThan(5);
        for (var failing : found.subList(0, 2)) {
            var smallest = Shrinker.shrink(
                    failing, choices -> planted.matcher(write(choices)).find(), ATTEMPTS);

            assertThat(lines(smallest) - FRAME_LINES).as(write(smallest)).isLessThanOrEqualTo(mostLines);
            assertThat(write(smallest)).containsPattern(planted);
        }
    }

    private static String write(List<Integer> choices) {
        return RandomProgram.write("Program", Choices.replay(choices), RELEASE);
    }

    private static long lines(List<Integer> choices) {
        return write(choices).lines().count();
    }

    /** The decisions that make the program of a seed. */
    private static final class RandomProgramChoices {
        static List<Integer> of(long seed) {
            var choices = Choices.random(seed);
            RandomProgram.write("Program", choices, RELEASE);
            return choices.made();
        }
    }
}
