package io.heddle.junit;

import static io.heddle.Coroutines.async;

import io.heddle.AsyncCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/** Tests that are made while others run: what a {@code @TestFactory} returns, as coroutines. */
public final class AsyncDynamicTest {
    private AsyncDynamicTest() {}

    /**
     * A dynamic test with an event loop of its own, on virtual time, which fails as an {@link AsyncTest} does:
     *
     * <pre>{@code
     * @TestFactory
     * Stream<DynamicTest> everyPageLoads() {
     *     return pages().map(page -> asyncTest(page.name(), () -> {
     *         assertEquals(200, await(load(page)).status());
     *         return done();
     *     }));
     * }
     * }</pre>
     */
    public static <T extends @Nullable Object> DynamicTest asyncTest(String displayName, AsyncCallable<T> body) {
        return DynamicTest.dynamicTest(displayName, () -> TestLoop.runAlone(displayName, async(body)));
    }
}
