package io.heddle;

import org.jspecify.annotations.Nullable;

/** All values in order; the first failure is thrown at once, and the others run on. */
final class Gather extends Many {
    private @Nullable Ending firstFailure;

    Gather(Object[] awaitables) {
        super(awaitables);
    }

    @Override
    boolean isEnough(Source<?> ended) {
        if (firstFailure == null && ended.outcome() instanceof Ending ending) {
            firstFailure = ending;
        }
        return firstFailure != null;
    }

    @Override
    @Nullable
    Object result() {
        return firstFailure != null ? firstFailure : Children.valuesOf(children());
    }

    /** Whoever gathers has seen the first failure; the later ones are not reported, as in asyncio. */
    @Override
    void late(Source<?> ended) {
        if (ended.outcome() instanceof Ending.Failed failed) {
            failed.retrieved = true;
        }
    }

    @Override
    String describe() {
        return "gather";
    }
}
