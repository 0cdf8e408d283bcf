package io.heddle.it;

import io.heddle.CancelledError;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be told from outside of one run of a target: the log and, as the last lines, the result or the exception.
 *
 * @param text all of it; equal for runs that can't be told apart
 * @param thrown the exception itself, for the person who debugs; null where there was a result
 */
record Observation(String text, @Nullable Throwable thrown) {
    private static final Pattern NOT_OF_TARGETS = Pattern.compile("(io\\.heddle|java|jdk|sun|org\\.junit)\\.");
    private static final String CANCELLED = "\n! " + CancelledError.class.getName();

    /** Runs {@code target}, which talks to {@code probe}. */
    static Observation of(Probe probe, Callable<@Nullable Object> target) {
        try {
            var result = target.call();
            return new Observation(lines(probe, List.of("= " + Text.of(result))), null);
        } catch (InvocationTargetException e) {
            return failed(probe, e.getCause() == null ? e : e.getCause());
        } catch (Throwable e) {
            return failed(probe, e);
        }
    }

    /** The same for somebody who awaits a task: one that was left by its cancellation. */
    Observation ofTask() {
        return thrown instanceof CancelledError
                ? new Observation(text.replaceFirst(CANCELLED, "\n! " + CancellationException.class.getName()), thrown)
                : this;
    }

    /** The line of the target's code where the exception was thrown, as its trace tells; 0 where there is none. */
    int line() {
        if (thrown != null) {
            for (var element : thrown.getStackTrace()) {
                if (!NOT_OF_TARGETS.matcher(element.getClassName()).lookingAt()) {
                    return element.getLineNumber();
                }
            }
        }
        return 0;
    }

    private static Observation failed(Probe probe, Throwable thrown) {
        return new Observation(lines(probe, Text.tree(thrown)), thrown);
    }

    private static String lines(Probe probe, List<String> outcome) {
        var all = new ArrayList<>(probe.lines());
        all.addAll(outcome);
        return String.join("\n", all);
    }
}
