package io.heddle.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * A library from a repository, with the tests of its authors.
 *
 * @param jar where its classes are
 * @param classes its class files by internal name
 * @param tests the class files of its tests
 * @param dependencies where the classes are that its own and its tests refer to
 */
record Library(Path jar, SortedMap<String, byte[]> classes, SortedMap<String, byte[]> tests, List<Path> dependencies) {
    private static final String MOCKITO = "org/mockito/";

    /** Surefire takes these. */
    private static final Pattern TEST_CLASS = Pattern.compile("(?:.*/)?(?:Test[^/$]*|[^/$]*(?:Test|Tests|TestCase))");

    /**
     * The library that {@code member} belongs to, with the tests that the class named {@code test} belongs to.
     * Some class of each of the other libraries that it needs follows.
     */
    static Library of(Class<?> member, String test, Class<?>... dependencies)
            throws IOException, ClassNotFoundException {
        var jar = ClassPath.of(member).get(0);
        var testClass = Class.forName(test, false, Library.class.getClassLoader());
        var testJar = ClassPath.of(testClass).get(0);
        var others = new ArrayList<>(ClassPath.of(dependencies));
        others.add(testJar);
        return new Library(jar, read(jar), read(testJar), others);
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

    /**
     * The binary names of the test classes that a runner would take, but for those that measure time, or fill the memory
     * until what a variable held has been collected: a frame holds it until the body is suspended again.
     */
    List<String> testClasses() {
        return tests.keySet().stream()
                .filter(name -> TEST_CLASS.matcher(name).matches() && !name.contains("/Abstract"))
                .filter(name -> !name.endsWith("PerformanceTest") && !name.contains("FileCleaningTracker"))
                .map(name -> name.replace('/', '.'))
                .toList();
    }

    /**
     * The same library, with tests that are rewritten and woven as its own classes are. Those that mock classes stay as they
     * are: which call of a mock was the latest is another matter once calls are cold.
     */
    Library includingTests() {
        var all = new TreeMap<>(classes);
        var unchanged = new TreeMap<String, byte[]>();
        var mocking = new HashSet<String>();
        tests.forEach((name, file) -> {
            if (new String(file, StandardCharsets.ISO_8859_1).contains(MOCKITO)) {
                mocking.add(WovenClasses.topLevelClass(name));
            }
        });
        tests.forEach(
                (name, file) -> (mocking.contains(WovenClasses.topLevelClass(name)) ? unchanged : all).put(name, file));
        return new Library(jar, all, unchanged, dependencies);
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
