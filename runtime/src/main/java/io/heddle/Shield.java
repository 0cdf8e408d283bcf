package io.heddle;

import org.jspecify.annotations.Nullable;

/** One child, to which no cancellation is passed on. */
final class Shield extends Many {
    Shield(Object[] awaitables) {
        super(awaitables);
    }

    @Override
    boolean passesOn() {
        return false;
    }

    @Override
    boolean isEnough(Source<?> ended) {
        return true;
    }

    @Override
    @Nullable
    Object result() {
        return Children.outcomeOf(children()[0]);
    }

    @Override
    String describe() {
        return "shield";
    }
}
