package io.heddle.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test with an event loop of its own, on virtual time. It may return a coroutine, and is async then without saying so;
 * the same holds for {@code @BeforeEach} and {@code @AfterEach} methods, which run on the loop of the test:
 *
 * <pre>{@code
 * @BeforeEach
 * Coroutine<Void> connect() {
 *     client = await(Client.connect(server));
 *     return done();
 * }
 *
 * @AsyncTest
 * Coroutine<Void> retriesForAnHour() {
 *     assertEquals("x", await(client.fetchWithRetries("x")));
 *     return done();
 * }
 * }</pre>
 *
 * <p>{@code @BeforeAll} and {@code @AfterAll} methods may return a coroutine too. Each has a loop of its own, on virtual
 * time, and must end the tasks that it begins.
 *
 * <p>Beside {@code @ParameterizedTest}, {@code @RepeatedTest} or another annotation that provides the runs of a test, each
 * run has a loop; {@link #shuffles} and {@link #seeds} are refused there. For a {@code @TestFactory} there is {@link
 * AsyncDynamicTest}.
 *
 * <p>The test fails, besides where it throws: where tasks are left over when the test and its {@code @AfterEach} methods
 * have ended; where a task has failed and nobody has retrieved the exception; and where it takes longer than {@link
 * #timeoutSeconds()}. A failure carries the tree of the tasks that were there, as a suppressed exception, and the seed.
 *
 * <p>Parameters of the types {@link io.heddle.Runner}, {@link io.heddle.EventLoop} and {@link io.heddle.VirtualClock} are
 * those of the test. A {@code void} test gets the runner and calls {@code run} itself.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith({AsyncTestInvocations.class, AsyncTestExtension.class})
public @interface AsyncTest {
    /** Whether the clock jumps to the next deadline when every task waits. */
    boolean virtualTime() default true;

    /** Runs the test so many times, each with another order of the ready tasks: those of the seeds 1, 2 and so on. */
    int shuffles() default 0;

    /** Runs the test once for each of these seeds: to repeat one that has failed. In place of {@link #shuffles}. */
    long[] seeds() default {};

    /** How long the test may take, by the real clock; so long again for each {@code @BeforeEach} and {@code @AfterEach}. */
    long timeoutSeconds() default TestLoop.DEFAULT_TIMEOUT_SECONDS;
}
