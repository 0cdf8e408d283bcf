package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.heddle.Coroutine;
import io.heddle.Runner;
import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A suspended coroutine holds what it reads later, and nothing else: the garbage collector is asked. */
class LivenessTest {
    private static TargetClasses targets;

    @BeforeAll
    static void compile() throws IOException {
        var source = Files.readString(Path.of("src", "twins", "liveness", "Program.java"));
        targets = TargetClasses.compile(Compilation.standard(), "liveness", Map.of("liveness.Program", source));
    }

    @TestFactory
    Stream<DynamicTest> splitShape() throws IOException, ClassNotFoundException {
        return tests(Shape.SPLIT);
    }

    @TestFactory
    Stream<DynamicTest> compactShape() throws IOException, ClassNotFoundException {
        return tests(Shape.COMPACT);
    }

    private static Stream<DynamicTest> tests(Shape shape) throws IOException, ClassNotFoundException {
        var woven = WovenClasses.weave(targets, List.of(), shape);
        assertThat(woven.problems()).isEmpty();
        var program = new TargetLoader(woven.files(), null).loadClass("liveness.Program");
        return Arrays.stream(program.getDeclaredMethods())
                .filter(method -> method.getModifiers() == Modifier.STATIC && method.getParameterCount() == 1)
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> dynamicTest(method.getName(), () -> {
                    var retained = new Retained();
                    try (var runner = Runner.virtualTime()) {
                        method.setAccessible(true);
                        runner.run((Coroutine<?>) method.invoke(null, retained));
                    }
                    assertThat(retained.mistakes()).isEmpty();
                }));
    }
}
