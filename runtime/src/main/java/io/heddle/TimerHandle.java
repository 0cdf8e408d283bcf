package io.heddle;

/** A callback that {@link EventLoop#schedule} will run. Thread-safe. */
public interface TimerHandle {
    /**
     * Takes the callback back.
     *
     * @return false when it has begun to run, or was cancelled before
     */
    boolean cancel();
}
