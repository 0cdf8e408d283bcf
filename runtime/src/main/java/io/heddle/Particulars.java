package io.heddle;

import org.jspecify.annotations.Nullable;

/** What few tasks have: a name, or somebody who has asked them to stop. */
final class Particulars {
    /** Where the task was spawned, as {@link TaskState} has it for the others. */
    final @Nullable Object origin;

    /** Any thread may give one. */
    volatile @Nullable String name;

    @Nullable
    Cancellation cancellation;

    Particulars(@Nullable Object origin) {
        this.origin = origin;
    }
}
