package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Coroutine;
import io.heddle.Runner;
import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Cases of CPython's own tests of asyncio, in our terms, written as programs are and woven: {@code src/asyncio} has a class
 * for each suite, with a method for each case, called as there, and says what is left out and why. Each runs in virtual time.
 */
class AsyncioCasesTest {
    private static final Path SOURCES = Path.of("src", "asyncio");
    private static final List<Path> LIBRARIES = ClassPath.of(Assertions.class);

    private static TargetClasses targets;

    @BeforeAll
    static void compile() throws IOException {
        targets = TargetClasses.compile(Compilation.standard(), "asyncio", sources(), LIBRARIES);
    }

    @TestFactory
    Stream<DynamicTest> inTheSplitShape() throws IOException, ClassNotFoundException {
        return cases(Shape.SPLIT);
    }

    @TestFactory
    Stream<DynamicTest> inTheCompactShape() throws IOException, ClassNotFoundException {
        return cases(Shape.COMPACT);
    }

    private static Stream<DynamicTest> cases(Shape shape) throws IOException, ClassNotFoundException {
        var woven = WovenClasses.weave(targets, LIBRARIES, shape);
        var loader = new TargetLoader(woven.files(), null);
        var cases = new ArrayList<Method>();
        for (var source : sources()) {
            var name = "asyncio." + source.getFileName().toString().replace(".java", "");
            woven.check(name);
            cases.addAll(casesOf(loader.loadClass(name)));
        }
        assertThat(cases).hasSizeGreaterThan(150);
        return cases.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getDeclaringClass().getSimpleName() + "." + each.getName(), () -> run(each)));
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.list(SOURCES)) {
            return files.sorted().toList();
        }
    }

    private static List<Method> casesOf(Class<?> suite) {
        return Arrays.stream(suite.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static void run(Method each) throws Throwable {
        var suite = each.getDeclaringClass().getConstructor().newInstance();
        var reports = new ArrayList<String>();
        try (var runner = Runner.builder()
                .virtualTime(true)
                .exceptionHandler((task, failure) -> reports.add(task.name() + ": " + failure))
                .build()) {
            runner.run((Coroutine<?>) each.invoke(suite));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        assertThat(reports).isEmpty();
    }
}
