package io.heddle.instrumenter.model;

/** The return type of an async method: it decides how the method starts. */
public enum ReturnKind {
    /** Cold until awaited or spawned. */
    COROUTINE,
    /** The call spawns it on the running loop. */
    TASK,
    /** Runs on the caller's thread until it first suspends; the result is a {@code CompletableFuture}. */
    FUTURE,
    /** As {@link #FUTURE}, typed as {@code CompletionStage}. */
    STAGE
}
