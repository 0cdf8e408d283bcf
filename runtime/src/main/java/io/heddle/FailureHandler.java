package io.heddle;

import java.lang.System.Logger.Level;

/** What a loop does with failures that nobody retrieves. */
@FunctionalInterface
interface FailureHandler {
    /** Writes them into the log: the handler of loops that were given none. */
    FailureHandler LOG = new Log();

    void handle(Task<?> task, Throwable failure);

    /** Neither this nor what else a plain program needs to start is a lambda: the first of those costs more than the rest. */
    final class Log implements FailureHandler {
        private Log() {}

        @Override
        public void handle(Task<?> task, Throwable failure) {
            System.getLogger("io.heddle")
                    .log(
                            Level.ERROR,
                            task.name() + task.spawnedAt() + " failed, and nobody has retrieved the exception",
                            failure);
        }
    }
}
