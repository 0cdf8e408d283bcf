package io.heddle.it.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing list of decisions smaller as long as it still fails: first shorter, then simpler. */
public final class Shrinker {
    private static final int LONGEST_CUT = 8;

    private final Predicate<List<Integer>> fails;
    private List<Integer> best;
    private int attemptsLeft;

    private Shrinker(List<Integer> failing, Predicate<List<Integer>> fails, int attempts) {
        this.best = failing;
        this.fails = fails;
        this.attemptsLeft = attempts;
    }

    /** The smallest failing list that was found within that many attempts. */
    public static List<Integer> shrink(List<Integer> failing, Predicate<List<Integer>> fails, int attempts) {
        var shrinker = new Shrinker(failing, fails, attempts);
        List<Integer> before;
        do {
            before = shrinker.best;
            shrinker.shorten();
            shrinker.simplify();
            if (before.equals(shrinker.best)) {
                shrinker.simplifyAndShorten();
            }
        } while (!before.equals(shrinker.best) && shrinker.attemptsLeft > 0);
        return shrinker.best;
    }

    /** As {@link #shrink}, where each decision means something by itself: some are left out, and none is changed. */
    public static List<Integer> shorten(List<Integer> failing, Predicate<List<Integer>> fails, int attempts) {
        var shrinker = new Shrinker(failing, fails, attempts);
        shrinker.attempt(List.of());
        List<Integer> before;
        do {
            before = shrinker.best;
            shrinker.shorten();
        } while (!before.equals(shrinker.best));
        return shrinker.best;
    }

    private void shorten() {
        for (var size = Integer.highestOneBit(Math.max(1, best.size())); size > 0; size /= 2) {
            for (var start = best.size() - size; start >= 0; start -= size) {
                var end = Math.min(best.size(), start + size);
                var candidate = new ArrayList<>(best.subList(0, Math.min(start, end)));
                candidate.addAll(best.subList(end, best.size()));
                attempt(candidate);
            }
        }
    }

    private void simplify() {
        for (var position = 0; position < best.size(); position++) {
            for (var value : simpler(best.get(position))) {
                if (position < best.size() && value >= 0 && value < best.get(position)) {
                    attempt(lowered(position, value));
                }
            }
        }
    }

    private static List<Integer> simpler(int value) {
        return List.of(0, value / 2, value - 1);
    }

    /** Where a number is lower, what follows is often too much: a list of three elements has the decisions for three. */
    private void simplifyAndShorten() {
        for (var position = 0; position < best.size(); position++) {
            for (var size = 1; size <= LONGEST_CUT; size++) {
                if (position + size < best.size() && best.get(position) > 0) {
                    var candidate = lowered(position, best.get(position) - 1);
                    candidate.subList(position + 1, position + 1 + size).clear();
                    attempt(candidate);
                }
            }
        }
    }

    private List<Integer> lowered(int position, int value) {
        var candidate = new ArrayList<>(best);
        candidate.set(position, value);
        return candidate;
    }

    private void attempt(List<Integer> candidate) {
        if (attemptsLeft > 0 && candidate.size() <= best.size() && !candidate.equals(best)) {
            attemptsLeft--;
            if (fails.test(candidate)) {
                best = List.copyOf(candidate);
            }
        }
    }
}
