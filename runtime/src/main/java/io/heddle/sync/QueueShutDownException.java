package io.heddle.sync;

/** The queue takes no elements any more, or has none left to give. */
public final class QueueShutDownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueueShutDownException(String message) {
        super(message);
    }
}
