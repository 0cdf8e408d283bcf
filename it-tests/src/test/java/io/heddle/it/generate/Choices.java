package io.heddle.it.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The decisions of a generator, written down. Any list of numbers can be played back, and one that ends too early goes
 * on with zeros; as zero always stands for the simplest alternative, a program is made smaller by making its list of
 * decisions smaller, without knowing anything of programs.
 */
public final class Choices {
    private final List<Integer> given;
    private final Random random;
    private final List<Integer> made = new ArrayList<>();

    private Choices(List<Integer> given, Random random) {
        this.given = given;
        this.random = random;
    }

    /** New decisions, the same for the same seed. */
    public static Choices random(long seed) {
        return new Choices(List.of(), new Random(seed));
    }

    /** The decisions of {@code given}, then zeros. */
    public static Choices replay(List<Integer> given) {
        return new Choices(given, new Zeros());
    }

    /** A number from 0 up to, and not including, {@code bound}. */
    int next(int bound) {
        var position = made.size();
        var choice = position < given.size() ? given.get(position) % bound : random.nextInt(bound);
        made.add(choice);
        return choice;
    }

    /** Whether something happens that happens once in {@code times}; mostly it doesn't. */
    boolean oneIn(int times) {
        return next(times) == times - 1;
    }

    /** One of the alternatives, the simplest of which comes first. */
    <T> T of(List<T> alternatives) {
        return alternatives.get(next(alternatives.size()));
    }

    /** One of the alternatives. */
    <T> T of(T[] alternatives) {
        return alternatives[next(alternatives.length)];
    }

    /** What was decided so far. */
    public List<Integer> made() {
        return List.copyOf(made);
    }

    private static final class Zeros extends Random {
        private static final long serialVersionUID = 1;

        @Override
        public int nextInt(int bound) {
            return 0;
        }
    }
}
