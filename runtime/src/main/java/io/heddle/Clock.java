package io.heddle;

/** The time of a loop, in nanoseconds since the loop was made. */
sealed interface Clock {
    /** The time now. Thread-safe. */
    long nanoTime();

    /** {@code nanos} after now; "never" for what lies beyond 292 years. */
    default long after(long nanos) {
        var deadline = nanoTime() + nanos;
        return nanos > 0 && deadline < 0 ? Long.MAX_VALUE : deadline;
    }

    /** The machine's. */
    final class Real implements Clock {
        private final long origin = System.nanoTime();

        @Override
        public long nanoTime() {
            return System.nanoTime() - origin;
        }
    }

    /** One that stands still until the loop moves it: to the next deadline, once every task waits. */
    final class Virtual implements Clock {
        private volatile long now;

        @Override
        public long nanoTime() {
            return now;
        }

        void advanceTo(long then) {
            now = Math.max(now, then);
        }
    }
}
