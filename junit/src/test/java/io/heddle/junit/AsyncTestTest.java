package io.heddle.junit;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.sleep;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static io.heddle.junit.AsyncDynamicTest.asyncTest;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Promise;
import io.heddle.Runner;
import io.heddle.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The extension, by test classes that are run by Jupiter inside of the test. */
class AsyncTestTest {
    private static final List<String> LOG = new ArrayList<>();

    @BeforeEach
    void clearLog() {
        LOG.clear();
    }

    private static Events run(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute()
                .testEvents();
    }

    /** What the only test of the class has failed with. */
    private static Throwable failureOf(Class<?> testClass) {
        var failed = run(testClass).failed().list();
        assertThat(failed).hasSize(1);
        return failed.get(0)
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    static class Lifecycle {
        @BeforeEach
        Coroutine<Void> open() {
            await(sleep(ofHours(1)));
            LOG.add("opened");
            return done();
        }

        @AsyncTest
        Coroutine<Void> test() {
            await(sleep(ofHours(1)));
            LOG.add("tested after "
                    + ofHours(2).minusNanos(EventLoop.current().nanoTime()).toNanos());
            return done();
        }

        @AfterEach
        Coroutine<Void> close() {
            await(yieldNow());
            LOG.add("closed");
            return done();
        }
    }

    @Test
    void testBeforeAndAfterMethodsRunOnOneLoopUnderVirtualTime() {
        run(Lifecycle.class).assertStatistics(stats -> stats.started(1).succeeded(1));

        assertThat(LOG).containsExactly("opened", "tested after 0", "closed");
    }

    @Test
    void aTestCanBeSelectedByItsName() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Lifecycle.class, "test"))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.started(1).succeeded(1));
    }

    static class CallingOneAnother {
        @AsyncTest
        Coroutine<Void> first() {
            await(sleep(ofSeconds(1)));
            LOG.add("first");
            return done();
        }

        @AsyncTest
        Coroutine<Void> second() {
            await(first());
            Supplier<Coroutine<Void>> reference = this::first;
            await(reference.get());
            await(again());
            LOG.add("second");
            return done();
        }

        @Async
        Coroutine<Void> again() {
            await(yieldNow());
            return first();
        }
    }

    @Test
    void aTestMayBeCalledByAnotherAndByWhatIsNone() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(CallingOneAnother.class, "second"))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.started(1).succeeded(1));

        assertThat(LOG).containsExactly("first", "first", "first", "second");
    }

    abstract static class Suite {
        @AsyncTest
        Coroutine<Void> inherited() {
            await(sleep(ofSeconds(1)));
            LOG.add("inherited");
            return done();
        }

        @AsyncTest
        Coroutine<Void> overridden() {
            await(sleep(ofSeconds(1)));
            LOG.add("overridden");
            return done();
        }

        @AsyncTest
        Coroutine<Void> notRun() {
            LOG.add("not run");
            return done();
        }

        abstract Coroutine<Void> declared();

        static class Concrete extends Suite {
            @AsyncTest
            @Override
            Coroutine<Void> overridden() {
                await(super.overridden());
                LOG.add("overriding");
                return done();
            }

            @Async
            @Override
            Coroutine<Void> notRun() {
                LOG.add("overriding what is not run");
                return done();
            }

            @AsyncTest
            @Override
            public Coroutine<Void> declared() {
                await(sleep(ofSeconds(1)));
                LOG.add("declared");
                return done();
            }
        }
    }

    interface Contract {
        @AsyncTest
        default Coroutine<Void> holds() {
            await(sleep(ofSeconds(1)));
            LOG.add("holds");
            return done();
        }
    }

    static class CallingOthers {
        static class Implementation implements Contract {}

        @AsyncTest
        Coroutine<Void> calls() {
            Suite suite = new Suite.Concrete();
            await(suite.inherited());
            await(suite.overridden());
            await(suite.notRun());
            await(suite.declared());
            Supplier<Coroutine<Void>> reference = suite::declared;
            await(reference.get());
            return new Implementation().holds();
        }
    }

    /** An inherited, an overriding and an implementing test, and one of an interface: as methods of other classes. */
    @Test
    void testsMayBeCalledByOtherClassesAndOverrideOneAnother() {
        run(CallingOthers.class).assertStatistics(stats -> stats.started(1).succeeded(1));

        assertThat(LOG)
                .containsExactly(
                        "inherited",
                        "overridden",
                        "overriding",
                        "overriding what is not run",
                        "declared",
                        "declared",
                        "holds");
    }

    @Test
    void anOverridingTestRunsOnceAndOneThatIsOverriddenByWhatIsNoneDoesNot() {
        run(Suite.Concrete.class).assertStatistics(stats -> stats.started(3).succeeded(3));

        assertThat(LOG).containsExactlyInAnyOrder("inherited", "overridden", "overriding", "declared");
    }

    @Test
    void inheritedAndOverridingTestsCanBeSelectedByTheirNames() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(
                        selectMethod(Suite.Concrete.class, "inherited"),
                        selectMethod(Suite.Concrete.class, "overridden"),
                        selectMethod(Suite.Concrete.class, "declared"))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.started(3).succeeded(3));
    }

    static class Parameters {
        @AsyncTest
        Coroutine<Void> coroutine(VirtualClock clock, EventLoop loop, Runner runner) {
            assertThat(loop).isSameAs(EventLoop.current()).isSameAs(runner.loop());
            var task = spawn(sleep(ofSeconds(5)));
            await(clock.advanceBy(ofSeconds(5)));
            assertThat(task.isDone()).isTrue();
            return done();
        }

        @AsyncTest
        void plain(Runner runner) {
            runner.run(sleep(ofHours(1)));
        }
    }

    @Test
    void theLoopItsRunnerAndItsClockAreGivenToThoseWhoAsk() {
        run(Parameters.class).assertStatistics(stats -> stats.started(2).succeeded(2));
    }

    static class Failing {
        @AsyncTest
        Coroutine<Void> test() {
            var other = spawn(sleep(ofHours(1))).named("other");
            await(yieldNow());
            throw new IllegalStateException("with " + other.name());
        }
    }

    @Test
    void aFailureCarriesTheTasksThatWereThere() {
        var failure = failureOf(Failing.class);

        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("with other");
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0])
                .message()
                .matches("other tasks:\n  other waits for sleep, for 0s, 0s old,"
                        + " spawned at .*Failing\\.test\\(AsyncTestTest\\.java:\\d+\\)\n");
    }

    static class Leaking {
        @AsyncTest
        Coroutine<Void> test() {
            var task = spawn(sleep(ofHours(1)));
            await(yieldNow());
            assertThat(task.isDone()).isFalse();
            return done();
        }
    }

    @Test
    void aTaskThatIsLeftOverFailsTheTest() {
        assertThat(failureOf(Leaking.class))
                .isInstanceOf(AssertionError.class)
                .message()
                .matches("tasks were left over at the end: await them, or cancel and await them\n"
                        + "  Task-2 waits for sleep, for 0s, 0s old,"
                        + " spawned at .*Leaking\\.test\\(AsyncTestTest\\.java:\\d+\\)\n");
    }

    static class Ending {
        @AsyncTest
        Coroutine<Void> test() {
            var task = spawn(sleep(ofHours(1)));
            await(yieldNow());
            task.cancel();
            return done();
        }
    }

    @Test
    void aTaskThatIsAboutToEndIsNotLeftOver() {
        run(Ending.class).assertStatistics(stats -> stats.succeeded(1));
    }

    static class Unretrieved {
        @AsyncTest
        Coroutine<Void> test() {
            var task = spawn(() -> {
                await(yieldNow());
                throw new IllegalArgumentException("unseen");
            });
            await(sleep(ofSeconds(1)));
            assertThat(task.isDone()).isTrue();
            return done();
        }
    }

    @Test
    void aFailureThatNobodyRetrievedFailsTheTest() {
        assertThat(failureOf(Unretrieved.class))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Task-2 failed, and nobody has retrieved the exception:"
                        + " java.lang.IllegalArgumentException: unseen")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    static class Seeded {
        @AsyncTest(seeds = {3, 4})
        Coroutine<Void> test() {
            throw new IllegalStateException("always");
        }
    }

    @Test
    void theSeedOfAFailureIsToldAndItIsOneRunForEach() {
        var events = run(Seeded.class);

        events.assertStatistics(stats -> stats.started(2).failed(2));
        assertThat(events.failed().list())
                .extracting(event -> event.getTestDescriptor().getDisplayName())
                .containsExactly("seed 3", "seed 4");
        assertThat(events.failed()
                        .list()
                        .get(1)
                        .getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getSuppressed()[0])
                .hasMessage("the order of the tasks was that of seed 4: repeat it with @AsyncTest(seeds = 4)\n"
                        + "no other task was there");
    }

    static class Shuffled {
        @AsyncTest(shuffles = 20)
        Coroutine<Void> test() {
            var order = new StringBuilder();
            var a = spawn(() -> {
                await(yieldNow());
                order.append('a');
                return done();
            });
            var b = spawn(() -> {
                await(yieldNow());
                order.append('b');
                return done();
            });
            await(a);
            await(b);
            LOG.add(order.toString());
            return done();
        }
    }

    @Test
    void shufflesTryDifferentOrders() {
        run(Shuffled.class).assertStatistics(stats -> stats.succeeded(20));

        assertThat(LOG).hasSize(20).contains("ab", "ba");
    }

    static class Hanging {
        @AsyncTest(timeoutSeconds = 0)
        Coroutine<Void> test() {
            await(new Promise<Void>());
            return done();
        }
    }

    @Test
    void aTestThatTakesTooLongEndsWithADumpOfItsTasks() {
        assertThat(failureOf(Hanging.class))
                .isInstanceOf(AssertionError.class)
                .message()
                .matches(
                        "(?s)timed out after 0 s.event loop .*, 1 task.  Task-1 waits for a promise, for .*s, .*s old.      at "
                                + ".*Hanging\\.test\\(AsyncTestTest\\.java:\\d+\\).");
    }

    static class Plain {
        @BeforeEach
        Coroutine<Void> open() {
            return done();
        }

        @Test
        void test() {}
    }

    @Test
    void aPlainTestHasNoLoopForItsBeforeMethods() {
        assertThat(failureOf(Plain.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a method that returns a coroutine needs an event loop, and this test has none: write"
                        + " @AsyncTest in place of @Test, or beside @ParameterizedTest or @RepeatedTest");
    }

    static class RealClock {
        @AsyncTest(virtualTime = false)
        void test(VirtualClock clock) {
            throw new AssertionError("reached at " + clock.elapsed());
        }
    }

    @Test
    void theRealClockIsNoParameter() {
        assertThat(failureOf(RealClock.class))
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageContaining("which nobody can move");
    }

    static class Forgotten {
        @Test
        Coroutine<Void> test() {
            throw new AssertionError("never begun");
        }
    }

    @Test
    void aPlainTestThatReturnsACoroutineIsNotPassedOver() {
        assertThat(failureOf(Forgotten.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("write @AsyncTest in place of @Test");
    }

    static class Parameterized {
        @BeforeEach
        Coroutine<Void> open() {
            await(sleep(ofSeconds(1)));
            return done();
        }

        @AsyncTest
        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        Coroutine<Void> test(String value, VirtualClock clock) {
            await(sleep(ofHours(1)));
            LOG.add(value + " after " + clock.elapsed());
            return done();
        }
    }

    @Test
    void eachRunOfAParameterizedTestHasALoopOfItsOwn() {
        run(Parameterized.class).assertStatistics(stats -> stats.started(2).succeeded(2));

        assertThat(LOG).containsExactly("a after PT1H1S", "b after PT1H1S");
    }

    static class Repeated {
        @AsyncTest
        @RepeatedTest(3)
        Coroutine<Void> test(RepetitionInfo repetition) {
            await(yieldNow());
            if (repetition.getCurrentRepetition() == 2) {
                spawn(sleep(ofHours(1))).named("left");
            }
            return done();
        }
    }

    @Test
    void eachRunOfARepeatedTestIsLookedAtByItself() {
        run(Repeated.class)
                .assertStatistics(stats -> stats.started(3).succeeded(2).failed(1));
    }

    static class TwoProviders {
        @AsyncTest(shuffles = 2)
        @RepeatedTest(1)
        Coroutine<Void> test() {
            return done();
        }
    }

    @Test
    void shufflesBesideAnotherProviderOfRunsAreRefused() {
        assertThat(failureOf(TwoProviders.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@AsyncTest with shuffles or seeds provides the runs of a test, and so does another"
                        + " annotation of test: leave one of them out");
    }

    static class Outer {
        @BeforeEach
        Coroutine<Void> outer() {
            await(yieldNow());
            LOG.add("outer");
            return done();
        }

        @Nested
        class Inner {
            @BeforeEach
            Coroutine<Void> inner() {
                await(yieldNow());
                LOG.add("inner");
                return done();
            }

            @AsyncTest
            Coroutine<Void> test() {
                await(yieldNow());
                LOG.add("test");
                return done();
            }
        }
    }

    @Test
    void nestedTestsRunTheMethodsOfTheClassAround() {
        run(Outer.class).assertStatistics(stats -> stats.started(1).succeeded(1));

        assertThat(LOG).containsExactly("outer", "inner", "test");
    }

    static class ForAll {
        @BeforeAll
        static Coroutine<Void> open() {
            await(sleep(ofHours(1)));
            LOG.add("opened");
            return done();
        }

        @Test
        void test() {
            LOG.add("tested");
        }

        @AfterAll
        static Coroutine<Void> close() {
            await(sleep(ofHours(1)));
            LOG.add("closed");
            return done();
        }
    }

    @Test
    void methodsForAllTestsMayReturnACoroutine() {
        run(ForAll.class).assertStatistics(stats -> stats.started(1).succeeded(1));

        assertThat(LOG).containsExactly("opened", "tested", "closed");
    }

    static class LeakingForAll {
        @BeforeAll
        static Coroutine<Void> open() {
            spawn(sleep(ofHours(1)));
            return done();
        }

        @Test
        void test() {}
    }

    @Test
    void aMethodForAllTestsThatLeavesATaskBehindFails() {
        var failures = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(LeakingForAll.class))
                .execute()
                .containerEvents()
                .failed()
                .list();

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)
                        .getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .hasMessageStartingWith("tasks were left over at the end: ");
    }

    static class Dynamic {
        @TestFactory
        Stream<DynamicTest> tests() {
            return Stream.of(
                    asyncTest("passes", () -> {
                        await(sleep(ofHours(1)));
                        LOG.add("passed");
                        return done();
                    }),
                    asyncTest("fails", () -> {
                        var other = spawn(sleep(ofHours(1))).named("other");
                        await(yieldNow());
                        throw new IllegalStateException("with " + other.name());
                    }));
        }
    }

    @Test
    void dynamicTestsAwaitAndTellOfTheirTasks() {
        var failure = failureOf(Dynamic.class);

        assertThat(LOG).containsExactly("passed");
        assertThat(failure).hasMessage("with other");
        assertThat(failure.getSuppressed()[0]).hasMessageStartingWith("other tasks:\n  other waits for sleep,");
    }
}
