package io.heddle;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first value. The others are cancelled, and the race is over when they have ended. */
final class Race extends Many {
    private @Nullable Object winner;
    private final Set<Ending> failures = new LinkedHashSet<>();

    Race(Object[] awaitables) {
        super(awaitables);
    }

    @Override
    boolean isEnough(Source<?> ended) {
        if (ended.outcome() instanceof Ending ending) {
            failures.add(ending);
        } else if (winner == null) {
            winner = ended;
            cancelAll(CancelRequest.PLAIN, ended);
        }
        return false;
    }

    /** One that is a value already has won. */
    @Override
    void begun() {
        for (var child : children()) {
            if (winner == null && child instanceof Done<?>) {
                winner = child;
                cancelAll(CancelRequest.PLAIN, null);
            }
        }
    }

    @Override
    @Nullable
    Object result() {
        Throwable first = null;
        for (var ending : failures) {
            var failure = ending.toThrow(false);
            if (first == null) {
                first = failure;
            } else if (failure != first && winner == null) {
                first.addSuppressed(failure);
            }
        }
        return winner != null ? Children.outcomeOf(winner) : new Ending.Failed(Cast.known(first));
    }

    @Override
    String describe() {
        return "race";
    }
}
