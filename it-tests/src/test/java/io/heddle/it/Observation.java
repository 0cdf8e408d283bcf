package io.heddle.it;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What can be told from outside of one run of a target: the log and, as the last lines, the result or the exception.
 *
 * @param text all of it; equal for runs that can't be told apart
 * @param thrown the exception itself, for the person who debugs; null where there was a result
 */
record Observation(String text, @Nullable Throwable thrown) {
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

    private static Observation failed(Probe probe, Throwable thrown) {
        return new Observation(lines(probe, Text.tree(thrown)), thrown);
    }

    private static String lines(Probe probe, List<String> outcome) {
        var all = new ArrayList<>(probe.lines());
        all.addAll(outcome);
        return String.join("\n", all);
    }
}
