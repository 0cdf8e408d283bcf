package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Coroutine;
import io.heddle.Runner;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Groups, queues and generators as programs use them: by woven try-with-resources and for-each loops. */
class ScopesTest {
    private static final String SOURCE = """
            package scopes;

            import static io.heddle.Coroutines.*;

            import io.heddle.*;
            import io.heddle.sync.*;
            import java.util.*;
            import java.util.concurrent.TimeUnit;

            public class Program {
                final List<String> log = new ArrayList<>();

                @Async
                private Coroutine<String> work(String name, int seconds, boolean fails) {
                    try {
                        await(sleep(seconds, TimeUnit.SECONDS));
                        if (fails) {
                            throw new IllegalStateException(name + " is broken");
                        }
                        log.add(name + " done");
                        return done(name);
                    } catch (CancelledError e) {
                        await(yieldNow());
                        log.add(name + " cancelled");
                        throw e;
                    }
                }

                @Async
                public Coroutine<List<String>> waitsForItsChildren() {
                    Task<String> a;
                    try (var group = TaskGroup.open()) {
                        a = group.spawn(work("a", 2, false));
                        group.spawn(work("b", 3, false));
                        log.add("body done");
                    }
                    log.add("block done with " + a.resultNow());
                    return done(log);
                }

                @Async
                public Coroutine<List<String>> isLeftByTheFirstFailure() {
                    try (var group = TaskGroup.open()) {
                        group.spawn(work("a", 1, true));
                        group.spawn(work("b", 9, false));
                        await(work("body", 9, false));
                    } catch (IllegalStateException e) {
                        log.add("caught: " + e.getMessage());
                    } finally {
                        await(yieldNow());
                        log.add("finally, cancelling " + Task.current().cancelling());
                    }
                    return done(log);
                }

                @Async
                public Coroutine<String> returnsFromInside() {
                    try (var group = TaskGroup.open()) {
                        group.spawn(work("a", 1, false));
                        return work("b", 2, false);
                    }
                }

                @Async
                private Coroutine<Void> produce(AsyncQueue<Integer> queue) {
                    for (int i = 0; i < 3; i++) {
                        await(queue.put(i));
                    }
                    queue.shutdown();
                    return done();
                }

                @Async
                public Coroutine<List<String>> takesFromAQueueUntilItsShutdown() {
                    var queue = new AsyncQueue<Integer>(1);
                    try (var group = TaskGroup.open()) {
                        group.spawn(produce(queue));
                        for (int i : queue) {
                            log.add("got " + i);
                        }
                    }
                    return done(log);
                }

                private AsyncIterable<Integer> ticks() {
                    return AsyncIterable.generate(out -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(work("ticker", 99, false));
                            for (int i = 0; ; i++) {
                                await(sleep(1, TimeUnit.SECONDS));
                                await(out.emit(i));
                            }
                        }
                    });
                }

                @Async
                public Coroutine<List<String>> leavesAGeneratorEarly() {
                    for (int tick : ticks()) {
                        if (tick == 2) {
                            break;
                        }
                        log.add("tick " + tick);
                    }
                    log.add("behind the loop");
                    return done(log);
                }

                @Async
                public Coroutine<List<String>> asTheyComplete() {
                    for (var task : asCompleted(List.of(work("slow", 2, false), work("quick", 1, false)))) {
                        log.add("first is " + await(task));
                        break;
                    }
                    return done(List.copyOf(log)); // the other one is cancelled at the shutdown
                }
            }
            """;

    private static Class<?> program;

    @BeforeAll
    static void weave() throws IOException, ReflectiveOperationException {
        var targets = TargetClasses.compile(Compilation.standard(), "scopes", Map.of("scopes.Program", SOURCE));
        program = new TargetLoader(WovenClasses.weave(targets).files(), null).loadClass("scopes.Program");
    }

    private static Object run(String method) throws ReflectiveOperationException {
        var instance = program.getConstructor().newInstance();
        try (var runner = Runner.virtualTime()) {
            return runner.run((Coroutine<?>) program.getMethod(method).invoke(instance));
        }
    }

    @Test
    void theBlockEndsWhenAllItsChildrenHave() throws ReflectiveOperationException {
        assertThat(run("waitsForItsChildren")).isEqualTo(List.of("body done", "a done", "b done", "block done with a"));
    }

    @Test
    void theFirstFailureCancelsSiblingsAndBodyAndLeavesTheBlock() throws ReflectiveOperationException {
        assertThat(run("isLeftByTheFirstFailure"))
                .isEqualTo(List.of("b cancelled", "body cancelled", "caught: a is broken", "finally, cancelling 0"));
    }

    @Test
    void whatIsReturnedInsideOfABlockIsAwaitedThere() throws ReflectiveOperationException {
        assertThat(run("returnsFromInside")).isEqualTo("b");
    }

    @Test
    void aLoopOverAQueueEndsAtItsShutdown() throws ReflectiveOperationException {
        assertThat(run("takesFromAQueueUntilItsShutdown")).isEqualTo(List.of("got 0", "got 1", "got 2"));
    }

    @Test
    void leavingALoopClosesItsGeneratorAndTheGroupInThereFirst() throws ReflectiveOperationException {
        assertThat(run("leavesAGeneratorEarly"))
                .isEqualTo(List.of("tick 0", "tick 1", "ticker cancelled", "behind the loop"));
    }

    @Test
    void leavingALoopOverWhatCompletesCancelsNothing() throws ReflectiveOperationException {
        assertThat(run("asTheyComplete")).isEqualTo(List.of("quick done", "first is quick"));
    }
}
