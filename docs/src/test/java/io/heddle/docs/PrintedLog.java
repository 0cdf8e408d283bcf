package io.heddle.docs;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Prints what Heddle logs as the console does, without the date, until it is closed. */
final class PrintedLog extends Handler {
    private final Logger logger = Logger.getLogger("io.heddle");
    private final PrintStream out;

    PrintedLog(PrintStream out) {
        this.out = out;
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
        out.println(record.getLevel() + ": " + record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
