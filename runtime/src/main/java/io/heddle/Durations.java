package io.heddle;

import java.time.Duration;
import java.util.Locale;

/** Durations as the loop counts them, and as people read them. */
final class Durations {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private static final Duration SHORTEST = LONGEST.negated();

    private Durations() {}

    /** In nanoseconds; what is too long for that means "never". */
    static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) >= 0
                ? Long.MAX_VALUE
                : duration.compareTo(SHORTEST) <= 0 ? -Long.MAX_VALUE : duration.toNanos();
    }

    /** As one would write it by hand: {@code 1.5s}, {@code 1m30s}. */
    static String words(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
