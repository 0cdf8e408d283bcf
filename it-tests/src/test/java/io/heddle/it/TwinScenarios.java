package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.heddle.Coroutine;
import io.heddle.Runner;
import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;

/** Tests that each scenario of a program, a package-private static method without parameters, gives what its plain twin gives. */
final class TwinScenarios {
    private TwinScenarios() {}

    /**
     * Tests in both shapes.
     *
     * @param className binary name of the class that holds the scenarios
     */
    static Stream<DynamicNode> tests(Twins twins, String className) throws IOException, ClassNotFoundException {
        var plain = load(twins.plain().files(), className);
        var containers = new ArrayList<DynamicNode>();
        for (var shape : new Shape[] {Shape.SPLIT, Shape.COMPACT}) {
            var woven = load(twins.woven(shape).files(), className);
            containers.add(dynamicContainer(
                    shape.toString(),
                    scenarios(plain)
                            .map(scenario -> dynamicTest(
                                    scenario.getName(),
                                    () -> assertThat(result(woven.getDeclaredMethod(scenario.getName())))
                                            .isEqualTo(result(scenario))))));
        }
        return containers.stream();
    }

    private static Class<?> load(Map<String, byte[]> files, String className) throws ClassNotFoundException {
        return new TargetLoader(files, null).loadClass(className);
    }

    private static Stream<Method> scenarios(Class<?> program) {
        var scenarios = Stream.of(program.getDeclaredMethods())
                .filter(method -> method.getModifiers() == Modifier.STATIC)
                .filter(method -> method.getParameterCount() == 0)
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        assertThat(scenarios).isNotEmpty();
        return scenarios.stream();
    }

    private static @Nullable Object result(Method scenario) throws Throwable {
        scenario.setAccessible(true);
        try {
            var result = scenario.invoke(null);
            if (result instanceof Coroutine<?> coroutine) {
                try (var runner = Runner.virtualTime()) {
                    return runner.run(coroutine);
                }
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
