package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heddle.Coroutine;
import io.heddle.Runner;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Async generators whose bodies and consumers are woven. */
class AsyncGeneratorTest {
    private static final String SOURCE = """
            package generators;

            import static io.heddle.AsyncIterable.generate;
            import static io.heddle.Coroutines.*;

            import io.heddle.*;
            import java.util.*;

            public class Numbers {
                public static final List<String> log = new ArrayList<>();

                static AsyncIterable<Integer> count(int to, int waits) {
                    return generate(out -> {
                        try {
                            for (int i = 0; i < to; i++) {
                                for (int j = 0; j < waits; j++) {
                                    await(yieldNow());
                                }
                                await(out.emit(i));
                            }
                            return done();
                        } finally {
                            await(yieldNow());
                            log.add("left");
                        }
                    });
                }

                static AsyncIterable<String> texts(AsyncIterable<Integer> numbers) {
                    return generate(out -> {
                        AsyncIterator<Integer> each = numbers.iterator();
                        try {
                            while (await(each.hasNextAsync())) {
                                await(out.emit("n" + each.next()));
                            }
                        } finally {
                            await(each.closeAsync());
                        }
                        return done();
                    });
                }

                @Async
                public static Coroutine<List<String>> all(int waits) {
                    return texts(count(3, waits)).toList();
                }

                @Async
                public static Coroutine<String> first(int waits) {
                    AsyncIterator<String> each = texts(count(3, waits)).iterator();
                    await(each.hasNextAsync());
                    String first = each.next();
                    await(each.closeAsync());
                    log.add("closed");
                    return done(first);
                }

                @Async
                public static Coroutine<Long> sum(int waits) {
                    AsyncIterator<Integer> each = count(100_000, waits).iterator();
                    long sum = 0;
                    while (await(each.hasNextAsync())) {
                        sum += each.next();
                    }
                    return done(sum);
                }

                @Async
                private static Coroutine<Void> emit(Emitter<Integer> out, boolean fails) {
                    if (fails) {
                        throw new IllegalStateException("broken");
                    }
                    await(out.emit(1));
                    return done();
                }

                @Async
                private static Coroutine<Void> body(Emitter<Integer> out) {
                    await(emit(out, false));
                    await(emit(out, true));
                    return done();
                }

                @Async
                private static Coroutine<Void> consume(AsyncIterator<Integer> each) {
                    while (await(each.hasNextAsync())) {
                        each.next();
                    }
                    return done();
                }

                @Async
                public static Coroutine<Void> broken(int waits) {
                    await(sleep(waits, java.util.concurrent.TimeUnit.SECONDS));
                    await(consume(AsyncIterable.<Integer>generate(Numbers::body).iterator()));
                    return done();
                }
            }
            """;

    private static Class<?> numbers;

    @BeforeAll
    static void weave() throws IOException, ReflectiveOperationException {
        var targets = TargetClasses.compile(Compilation.standard(), "generators", Map.of("generators.Numbers", SOURCE));
        numbers = new TargetLoader(WovenClasses.weave(targets).files(), null).loadClass("generators.Numbers");
    }

    private static Object run(String method, int waits) throws ReflectiveOperationException {
        ((List<?>) numbers.getField("log").get(null)).clear();
        try (var runner = Runner.virtualTime()) {
            return runner.run(
                    (Coroutine<?>) numbers.getMethod(method, int.class).invoke(null, waits));
        }
    }

    private static List<?> log() throws ReflectiveOperationException {
        return (List<?>) numbers.getField("log").get(null);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aPipelineGivesAllElements(int waits) throws ReflectiveOperationException {
        assertThat(run("all", waits)).isEqualTo(List.of("n0", "n1", "n2"));
        assertThat(log()).isEqualTo(List.of("left"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aPipelineThatIsLeftEarlyRunsItsFinallyBlocks(int waits) throws ReflectiveOperationException {
        assertThat(run("first", waits)).isEqualTo("n0");
        assertThat(log()).isEqualTo(List.of("left", "closed"));
    }

    @Test
    void elementsWithoutWaitsNeedNeitherStackNorPasses() throws ReflectiveOperationException {
        assertThat(run("sum", 0)).isEqualTo(4_999_950_000L);
    }

    @Test
    void theTraceOfAFailureShowsTheBodyThenTheConsumerThenItsCallers() {
        var thrown = catchThrowable(() -> run("broken", 1));

        assertThat(thrown).hasMessage("broken");
        assertThat(Arrays.stream(thrown.getStackTrace())
                        .filter(element -> element.getClassName().startsWith("generators."))
                        .map(StackTraceElement::getMethodName))
                .containsExactly("emit", "body", "consume", "broken");
    }
}
