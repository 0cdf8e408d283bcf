package io.heddle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first value. The others are cancelled, and the race is over when they have ended. */
final class Race extends Many {
    private @Nullable Object winner;
    private final List<Ending> failures = new ArrayList<>();

    Race(Object[] awaitables) {
        super(awaitables);
    }

    @Override
    boolean isEnough(Source<?> ended) {
        if (ended.outcome() instanceof Ending ending) {
            failures.add(ending);
            if (ending instanceof Ending.Failed failed) {
                failed.retrieved = true;
            }
        } else if (winner == null) {
            winner = ended;
            cancelAll(CancelRequest.plain(), ended);
        }
        return false;
    }

    /** One that is a value already has won. */
    @Override
    void begun() {
        for (var child : children()) {
            if (winner == null && child instanceof Done<?>) {
                winner = child;
                cancelAll(CancelRequest.plain(), null);
            }
        }
    }

    @Override
    @Nullable
    Object result() {
        return winner != null ? Children.outcomeOf(winner) : new Ending.Failed(failure());
    }

    private Throwable failure() {
        var thrown = failures.stream().map(Ending::toThrow).toList();
        return Carried.with(thrown.get(0), thrown);
    }

    @Override
    String describe() {
        return "race";
    }
}
