package io.heddle.sync;

/** The barrier was reset or aborted while the task waited at it, or before it arrived. */
public final class BrokenBarrierException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenBarrierException(String message) {
        super(message);
    }
}
