package io.heddle;

/** Wants to know when a task or a promise has ended; told so on the loop that it gave, in the middle of a step. */
interface Listener {
    /** {@code source} has ended. Must not run foreign code, and must not throw. */
    void ended(Source<?> source);
}
