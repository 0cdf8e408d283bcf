package io.heddle;

import org.jspecify.annotations.Nullable;

/** How often a task was asked to stop, and what is to be said when it does. Most tasks never are, so they have none. */
final class Cancellation {
    int requests;

    @Nullable
    String message;

    /** The {@linkplain CancelRequest#origin origin} of the latest request; null for none. */
    @Nullable
    CancelRequest latest;
}
