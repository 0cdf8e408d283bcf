package io.heddle.testing;

/** An order of steps in which a program fails; its cause is what the program failed with. */
public final class InterleavingError extends AssertionError {
    private static final long serialVersionUID = 1L;

    private InterleavingError(String message, Throwable cause) {
        super(message, cause);
    }

    static InterleavingError of(Trial trial, Throwable failure) {
        var message = new StringBuilder("the program fails in this order of its tasks: " + failure);
        trial.story().forEach(line -> message.append("\n  ").append(line));
        message.append("\nreplay it with Interleavings.replay(\"")
                .append(trial.schedule())
                .append("\", program)");
        return new InterleavingError(message.toString(), failure);
    }

    static InterleavingError of(long seed, Throwable failure) {
        return new InterleavingError(
                "the program fails with seed " + seed + ": " + failure + "\nreplay it with Interleavings.replay(" + seed
                        + ", program)",
                failure);
    }
}
