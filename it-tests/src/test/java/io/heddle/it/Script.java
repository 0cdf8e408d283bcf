package io.heddle.it;

import io.heddle.Thrown;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Decides for each await of a run, counted from 0, how it comes back. */
@FunctionalInterface
interface Script {
    /** More than any task awaits. */
    int FORKED = 1_000_000;

    /** How the await of number {@code index} comes back. */
    Resumption resumption(int index);

    /** What the await of number {@code index} fails with, whatever the target meant; null leaves it alone. */
    default @Nullable Throwable injected(int index) {
        return null;
    }

    static Script always(Resumption resumption) {
        return index -> resumption;
    }

    /** Half of the awaits are ready; the others come back in one of all the other ways. The same for the same seed. */
    static Script random(long seed) {
        var ways = Resumption.others();
        return index -> {
            var random = new Random(seed * 1_000_003 + index);
            random.nextInt();
            return random.nextBoolean() ? Resumption.READY : ways.get(random.nextInt(ways.size()));
        };
    }

    /** What decides for the awaits of another task; nothing is injected there. */
    default Script forked(int number) {
        return index -> resumption(FORKED * number + index);
    }

    /** This script, but for the await of that number, which only a deadline ends. */
    default Script hangingAt(int hanging) {
        var outer = this;
        return new Script() {
            @Override
            public Resumption resumption(int index) {
                return outer.resumption(index);
            }

            @Override
            public @Nullable Throwable injected(int index) {
                var injected = outer.injected(index);
                return injected == null && index == hanging ? Thrown.cancelled(null) : injected;
            }
        };
    }

    /** This script, but for the await of number {@code victim}, which fails with {@code failure}. */
    default Script injecting(int victim, Resumption way, Throwable failure) {
        var outer = this;
        return new Script() {
            @Override
            public Resumption resumption(int index) {
                return index == victim ? way : outer.resumption(index);
            }

            @Override
            public @Nullable Throwable injected(int index) {
                return index == victim ? failure : null;
            }
        };
    }
}
