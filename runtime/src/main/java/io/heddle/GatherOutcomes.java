package io.heddle;

import java.util.ArrayList;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** How each of them ended, in order, once all have. */
final class GatherOutcomes extends Many {
    GatherOutcomes(Object[] awaitables) {
        super(awaitables);
    }

    @Override
    boolean isEnough(Source<?> ended) {
        return false;
    }

    /** A group would take one that is carried for a failure of its cancelled child. */
    @Override
    boolean failuresAreResults() {
        return true;
    }

    @Override
    Object result() {
        var outcomes = new ArrayList<Outcome<@Nullable Object>>();
        for (var child : children()) {
            var outcome = Children.outcomeOf(child);
            outcomes.add(
                    outcome instanceof Ending ending
                            ? new Outcome.Failure<>(ending.toThrow())
                            : new Outcome.Success<>(Cast.to(outcome)));
        }
        return Collections.unmodifiableList(outcomes);
    }

    @Override
    String describe() {
        return "gatherOutcomes";
    }
}
