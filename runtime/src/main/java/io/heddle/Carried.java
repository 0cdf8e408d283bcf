package io.heddle;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Failures that another one carries as suppressed exceptions, so that none is lost; never the same object twice. */
final class Carried {
    private final Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());

    private Carried() {}

    /** {@code failure}, which from now on carries those of {@code others} that it does not lead to already. */
    static <X extends Throwable> X with(X failure, Iterable<? extends Throwable> others) {
        var carried = new Carried();
        carried.collect(failure);
        for (var other : others) {
            if (!carried.known.contains(other)) {
                failure.addSuppressed(other);
                carried.collect(other);
            }
        }
        return failure;
    }

    private void collect(Throwable failure) {
        if (known.add(failure)) {
            if (failure.getCause() != null) {
                collect(failure.getCause());
            }
            for (var suppressed : failure.getSuppressed()) {
                collect(suppressed);
            }
        }
    }
}
