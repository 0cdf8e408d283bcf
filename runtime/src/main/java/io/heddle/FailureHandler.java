package io.heddle;

/** What a loop does with failures that nobody retrieves. */
@FunctionalInterface
interface FailureHandler {
    void handle(Task<?> task, Throwable failure);
}
