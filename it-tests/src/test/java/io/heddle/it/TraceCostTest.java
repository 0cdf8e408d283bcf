package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.heddle.Coroutine;
import io.heddle.Runner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Complete stack traces cost nothing until something is thrown: in memory, which can be counted. */
class TraceCostTest {
    private static final int CALLS = 500;

    private static WovenProgram program;

    @BeforeAll
    static void weave() throws IOException, ClassNotFoundException {
        program = WovenProgram.of("""
                @Async private static Coroutine<Integer> price(int i, boolean suspends) {
                    if (suspends) {
                        await(yieldNow());
                    }
                    if (i < 0) {
                        throw new IllegalStateException("no price");
                    }
                    return done(i);
                }
                @Async private static Coroutine<Integer> guarded(int i, boolean suspends) {
                    try {
                        return done(await(price(i, suspends)) + 1);
                    } catch (IllegalStateException e) {
                        return done(0);
                    }
                }
                @Async private static Coroutine<Integer> unguarded(int i, boolean suspends) {
                    return done(await(price(i, suspends)) + 1);
                }
                @Async public static Coroutine<Long> guardedCalls(int n, int sign, boolean suspends) {
                    long sum = 0;
                    for (int i = 1; i <= n; i++) {
                        sum += await(guarded(sign * i, suspends));
                    }
                    return done(sum);
                }
                @Async public static Coroutine<Long> unguardedCalls(int n, int sign, boolean suspends) {
                    long sum = 0;
                    for (int i = 1; i <= n; i++) {
                        sum += await(unguarded(sign * i, suspends));
                    }
                    return done(sum);
                }
                """);
    }

    @Test
    void awaitsThatDoNotSuspendAllocateNothingInATry() throws ReflectiveOperationException {
        assertThat(bytesPerCall("guardedCalls", 1, false)).isZero();
    }

    @Test
    void awaitsThatSuspendAllocateInATryWhatTheyAllocateElsewhere() throws ReflectiveOperationException {
        assertThat(bytesPerCall("guardedCalls", 1, true)).isEqualTo(bytesPerCall("unguardedCalls", 1, true));
    }

    @Test
    void whatIsThrownAllocates() throws ReflectiveOperationException {
        assertThat(bytesPerCall("guardedCalls", -1, false)).isPositive();
    }

    /** What is left of the bytes of many calls, when those of the loop around them are counted off. */
    private static long bytesPerCall(String calls, int sign, boolean suspends) throws ReflectiveOperationException {
        try (var runner = Runner.virtualTime()) {
            bytes(runner, calls, CALLS, sign, suspends);
            var few = bytes(runner, calls, 1, sign, suspends);
            return (bytes(runner, calls, CALLS + 1, sign, suspends) - few) / CALLS;
        }
    }

    private static long bytes(Runner runner, String calls, int n, int sign, boolean suspends)
            throws ReflectiveOperationException {
        var method = program.shop().getMethod(calls, int.class, int.class, boolean.class);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var thread = Thread.currentThread().getId();
        var main = (Coroutine<?>) method.invoke(null, n, sign, suspends);
        var before = threads.getThreadAllocatedBytes(thread);
        runner.run(main);
        return threads.getThreadAllocatedBytes(thread) - before;
    }
}
