package io.heddle.it;

import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import java.util.List;

/**
 * One way to make a library async.
 *
 * @param seed decides where the awaits come, who runs the coroutines, and how they are woven
 */
record LibraryVariant(long seed) {
    Driver driver() {
        return seed % 2 == 0 ? Driver.BARE : Driver.LOOP;
    }

    /** Whether the tests are made async too: they call code that is async already, and have lambdas by the thousand. */
    boolean includesTests() {
        return seed / 8 % 2 == 0;
    }

    WeavingOptions options() {
        return new WeavingOptions(
                seed / 2 % 2 == 0 ? Shape.SPLIT : Shape.COMPACT,
                seed / 4 % 2 == 0 ? DirectCalls.PRIVATE : DirectCalls.ALL,
                List.of());
    }

    @Override
    public String toString() {
        var options = options();
        return "seed " + seed + (includesTests() ? ", tests too, " : ", ") + driver() + ", " + options.shape()
                + ", direct calls " + options.directCalls();
    }
}
