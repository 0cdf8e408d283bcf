package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heddle.Coroutine;
import io.heddle.Runner;
import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The stack trace of a woven program is that of its plain twin: the same methods, the same lines. Both are made of one
 * text, so that the lines agree.
 */
class StackTraceTest {
    private static final String SOURCE = """
            package traces;

            import static io.heddle.Coroutines.*;

            import io.heddle.*;
            import java.util.concurrent.Callable;

            public class $name {
                public static Throwable caughtInside;

                $async
                public static $returns outer(boolean suspends) throws Exception {
                    try {
                        return $done($await(middle$lambda$1(suspends)));
                    } finally {
                        int ignored = $await(pause(suspends));
                    }
                }

                $async
                static $returns middle$lambda$1(boolean suspends) throws Exception {
                    Callable<$returns> rest = () -> {
                        int ignored = $await(pause(suspends));
                        return $done(1
                                + $await($inner$$2(suspends, 2)));
                    };
                    return $done($await(rest.call()));
                }

                $async
                private static $returns $inner$$2(boolean suspends, int depth) throws Exception {
                    if (depth > 0) {
                        return $done($await($inner$$2(suspends, depth - 1)));
                    }
                    int ignored = $await(pause(suspends));
                    try {
                        throw new Exception("thrown inside");
                    } catch (Exception e) {
                        caughtInside = e;
                        throw new IllegalStateException("wrapped", e);
                    }
                }

                $async
                static $returns pause(boolean suspends) throws Exception {
                    $pause;
                    return $done(0);
                }
            }
            """;

    private static final Map<Shape, Map<String, byte[]>> CLASSES = new EnumMap<>(Shape.class);

    @BeforeAll
    static void weave() throws IOException {
        var woven = SOURCE.replace("$name", "Woven")
                .replace("$async", "@Async")
                .replace("$returns", "Coroutine<Integer>")
                .replace("$done", "done")
                .replace("$await", "await")
                .replace("$pause", "if (suspends) await(yieldNow())");
        var plain = SOURCE.replace("$name", "Plain")
                .replace("$async", "")
                .replace("$returns", "Integer")
                .replace("$done", "")
                .replace("$await", "")
                .replace("$pause", "");
        var targets = TargetClasses.compile(
                Compilation.standard(), "traces", Map.of("traces.Woven", woven, "traces.Plain", plain));
        for (var shape : Shape.values()) {
            CLASSES.put(shape, WovenClasses.weave(targets, List.of(), shape).files());
        }
    }

    @ParameterizedTest
    @CsvSource({"SPLIT, false", "SPLIT, true", "COMPACT, false", "COMPACT, true"})
    void hasTheMethodsAndLinesOfThePlainTwin(Shape shape, boolean suspends) throws ReflectiveOperationException {
        var loader = new TargetLoader(Objects.requireNonNull(CLASSES.get(shape)), null);
        var woven = loader.loadClass("traces.Woven");
        var plain = loader.loadClass("traces.Plain");

        var expected = catchThrowable(() -> outer(plain, suspends));
        var thrown = catchThrowable(() -> {
            try (var runner = Runner.virtualTime()) {
                runner.run((Coroutine<?>) outer(woven, suspends));
            }
        });

        assertThat(lines(thrown, woven)).isEqualTo(lines(expected, plain)).hasSize(6);
        assertThat(lines(Objects.requireNonNull(thrown.getCause()), woven))
                .isEqualTo(lines(Objects.requireNonNull(expected.getCause()), plain));
        assertThat(woven.getField("caughtInside").get(null)).isSameAs(thrown.getCause());
    }

    private static Object outer(Class<?> program, boolean suspends) throws Throwable {
        try {
            return program.getMethod("outer", boolean.class).invoke(null, suspends);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static List<String> lines(Throwable failure, Class<?> program) {
        return Arrays.stream(failure.getStackTrace())
                .filter(element -> element.getClassName().startsWith(program.getName()))
                .map(element -> element.getMethodName() + ":" + element.getLineNumber())
                .toList();
    }
}
