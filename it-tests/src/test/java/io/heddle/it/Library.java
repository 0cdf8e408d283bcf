package io.heddle.it;

import java.io.IOException;
import java.nio.file.Path;
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
 * @param dependencies where the classes are that its own refer to
 */
record Library(Path jar, SortedMap<String, byte[]> classes, SortedMap<String, byte[]> tests, List<Path> dependencies) {
    /**
     * The library that {@code member} belongs to, with the tests that the class named {@code test} belongs to.
     * Some class of each of the other libraries that it needs follows.
     */
    static Library of(Class<?> member, String test, Class<?>... dependencies)
            throws IOException, ClassNotFoundException {
        var jar = ClassPath.of(member).get(0);
        var testClass = Class.forName(test, false, Library.class.getClassLoader());
        return new Library(jar, read(jar), read(ClassPath.of(testClass).get(0)), ClassPath.of(dependencies));
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

    /** The binary names of the test classes that a runner would take, but for those that measure time. */
    List<String> testClasses() {
        return tests.keySet().stream()
                .filter(name -> name.endsWith("Test") && !name.contains("$") && !name.contains("/Abstract"))
                .filter(name -> !name.endsWith("PerformanceTest"))
                .map(name -> name.replace('/', '.'))
                .toList();
    }

    /** The same library, with tests that are rewritten and woven as its own classes are. */
    Library includingTests() {
        var all = new TreeMap<>(classes);
        all.putAll(tests);
        return new Library(jar, all, new TreeMap<>(), dependencies);
    }

    /** The library's methods. */
    LibraryMethods methods() {
        return new LibraryMethods(classes.values(), tests.values());
    }

    /** All classes made async by {@code rewriter}, and not woven: for {@link Driver#UNWOVEN}. */
    Map<String, byte[]> rewritten(AsyncRewriter rewriter) {
        var all = rewrittenTests(rewriter);
        classes.forEach((name, file) -> all.put(name, rewriter.rewrite(file)));
        return all;
    }

    /** The tests as {@code rewriter} leaves them. */
    SortedMap<String, byte[]> rewrittenTests(AsyncRewriter rewriter) {
        var all = new TreeMap<String, byte[]>();
        tests.forEach((name, file) -> all.put(name, rewriter.rewriteTest(file)));
        return all;
    }

    /** Everything as it was published. */
    Map<String, byte[]> unchanged() {
        var all = new TreeMap<>(classes);
        all.putAll(tests);
        return all;
    }
}
