package io.heddle.it;

import io.heddle.instrumenter.Instrumenter;
import io.heddle.instrumenter.InstrumenterOptions;
import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;

/**
 * A library from a repository, with the tests of its authors.
 *
 * @param jar where its classes are
 * @param classes its class files by internal name
 * @param tests the class files of its tests
 */
record Library(Path jar, SortedMap<String, byte[]> classes, SortedMap<String, byte[]> tests) {
    /** The library that {@code member} belongs to, with the tests that the class named {@code test} belongs to. */
    static Library of(Class<?> member, String test) throws IOException, ClassNotFoundException {
        var jar = ClassPath.of(member).get(0);
        var testClass = Class.forName(test, false, Library.class.getClassLoader());
        return new Library(jar, read(jar), read(ClassPath.of(testClass).get(0)));
    }

    private static SortedMap<String, byte[]> read(Path path) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var jar = new JarFile(path.toFile())) {
            for (var entry : jar.stream().toList()) {
                var name = entry.getName();
                if (name.endsWith(".class") && !name.endsWith("module-info.class") && !name.startsWith("META-INF")) {
                    files.put(
                            name.substring(0, name.length() - ".class".length()),
                            jar.getInputStream(entry).readAllBytes());
                }
            }
        }
        return files;
    }

    /** The binary names of the test classes that a runner would take. */
    List<String> testClasses() {
        return tests.keySet().stream()
                .filter(name -> name.endsWith("Test") && !name.contains("$") && !name.contains("/Abstract"))
                .map(name -> name.replace('/', '.'))
                .toList();
    }

    /** Everything as it was published. */
    Map<String, byte[]> unchanged() {
        return with(classes);
    }

    /** All classes made async by {@code rewriter}, and woven. */
    Map<String, byte[]> woven(AsyncRewriter rewriter, Shape shape) {
        var woven = new TreeMap<>(classes);
        var classPath = new ArrayList<>(ClassPath.entries());
        classPath.add(jar);
        var options = new WeavingOptions(shape, DirectCalls.PRIVATE, List.of());
        try (var instrumenter = new Instrumenter(new InstrumenterOptions(classPath, List.of(), options))) {
            for (var file : classes.entrySet()) {
                var result = instrumenter.instrument(rewriter.rewrite(file.getValue()));
                if (!result.diagnostics().isEmpty()) {
                    throw new AssertionError("refused: " + result.diagnostics());
                }
                woven.put(file.getKey(), result.classFile());
                woven.putAll(result.generated());
            }
        }
        return with(woven);
    }

    private Map<String, byte[]> with(SortedMap<String, byte[]> library) {
        var all = new TreeMap<>(library);
        all.putAll(tests);
        return all;
    }
}
