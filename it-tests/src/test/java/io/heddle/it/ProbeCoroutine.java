package io.heddle.it;

import io.heddle.Coroutine;
import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/** A coroutine woven by hand: one await of a probe, with the outcome it was made with. */
final class ProbeCoroutine<T> extends Coroutine<T> {
    private final Probe probe;
    private final @Nullable Object value;
    private final @Nullable Throwable failure;

    ProbeCoroutine(Probe probe, @Nullable Object value, @Nullable Throwable failure) {
        this.probe = probe;
        this.value = value;
        this.failure = failure;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        return probe.perform(probe.begin(value, failure), value, failure, t);
    }

    /** The await of the blocking reference: gives the outcome to {@code caller} without any context. */
    @Nullable
    Object block(Blocking caller) {
        $begin();
        return caller.outcome(probe.begin(value, failure), probe.script(), value, failure);
    }

    @Override
    protected String $describe() {
        return "probe " + (failure == null ? value : failure);
    }

    /** How the outcome reaches an await that blocks. */
    @FunctionalInterface
    interface Blocking {
        @Nullable
        Object outcome(int index, Script script, @Nullable Object value, @Nullable Throwable failure);
    }
}
