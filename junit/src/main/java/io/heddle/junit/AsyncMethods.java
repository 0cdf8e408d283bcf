package io.heddle.junit;

import io.heddle.Coroutine;
import io.heddle.Runner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/**
 * Not for people: what woven test methods call. Jupiter runs methods that return nothing; beside a test that returns a
 * coroutine the build puts such a method, which hands the coroutine over here.
 */
public final class AsyncMethods {
    private static final ThreadLocal<@Nullable Runner> RUNNER = new ThreadLocal<>();

    private AsyncMethods() {}

    /** Calls {@code method}, in which {@link #run} uses {@code runner}. */
    static void invoke(Executable method, Runner runner) throws Throwable {
        RUNNER.set(runner);
        try {
            method.execute();
        } finally {
            RUNNER.remove();
        }
    }

    /**
     * Runs {@code method} on the loop of the test that is under way.
     *
     * @throws IllegalStateException where that has no loop
     */
    public static void run(Coroutine<?> method) {
        var runner = RUNNER.get();
        if (runner == null) {
            throw new IllegalStateException(
                    "a method that returns a coroutine needs an event loop, and this test has none: write @AsyncTest in"
                            + " place of @Test, or beside @ParameterizedTest or @RepeatedTest");
        }
        runner.run(method);
    }

    /**
     * Runs {@code method}, which is for all tests of its class, on a loop of its own, and fails as an {@link AsyncTest}
     * does.
     */
    public static void runAlone(Coroutine<?> method) throws Throwable {
        TestLoop.runAlone(method.toString(), method);
    }
}
