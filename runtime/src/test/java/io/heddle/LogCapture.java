package io.heddle;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Takes what the kernel logs, until it is closed. */
final class LogCapture extends Handler implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger("io.heddle");

    final List<LogRecord> records = new ArrayList<>();

    private final Runnable reaction;

    LogCapture() {
        this(() -> {});
    }

    /** Calls {@code reaction} after each record. */
    LogCapture(Runnable reaction) {
        this.reaction = reaction;
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(this);
    }

    /** Leaves out the steps that debug mode finds too long: on a busy machine any may be one. */
    LogCapture withoutLongSteps() {
        setFilter(record -> !record.getMessage().contains(" held the loop for "));
        return this;
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            records.add(record);
            reaction.run();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setUseParentHandlers(true);
    }
}
