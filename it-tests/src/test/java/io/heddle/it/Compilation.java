package io.heddle.it;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * One way in which javac turns targets into class files. What it makes of a source differs more than one would think:
 * with the release in strings, switches and access to private members, with the debug option in slots and ranges.
 *
 * @param name what tests call it
 * @param release the value of {@code --release}
 * @param debugInfo {@code -g} or {@code -g:none}
 */
record Compilation(String name, int release, boolean debugInfo) {
    private static final Path TARGETS = Path.of("src", "targets");

    /** Of release 8 with its old idioms, of the floor with and without debug data, and of the running JDK. */
    static List<Compilation> all() {
        var all = new ArrayList<>(List.of(
                new Compilation("release 8", 8, true),
                standard(),
                new Compilation("release 17 without debug data", 17, false)));
        var newest = Runtime.version().feature();
        if (newest > 17) {
            all.add(new Compilation("release " + newest, newest, true));
        }
        return all;
    }

    /** For tests which need only one. */
    static Compilation standard() {
        return new Compilation("release 17", 17, true);
    }

    /** The hand-written targets that this release can compile: {@code src/targets/javaN} holds what needs release N. */
    List<Path> sources() {
        return Stream.of(8, 17, 21)
                .filter(level -> level <= release)
                .map(level -> TARGETS.resolve("java" + level))
                .flatMap(Compilation::sourcesBelow)
                .toList();
    }

    private static Stream<Path> sourcesBelow(Path root) {
        if (Files.notExists(root)) {
            return Stream.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles source files into {@code directory}. */
    void compile(List<Path> sources, Path directory) throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        try (var files = javac.getStandardFileManager(null, null, null)) {
            compile(files.getJavaFileObjectsFromPaths(sources), directory, List.of());
        }
    }

    /** Compiles sources, from wherever, which may need more than targets do, into {@code directory}. */
    void compile(Iterable<? extends JavaFileObject> sources, Path directory, List<Path> libraries) throws IOException {
        var classPath = new ArrayList<>(ClassPath.entries());
        classPath.addAll(libraries);
        Files.createDirectories(directory);
        var options = List.of(
                "--release",
                Integer.toString(release),
                debugInfo ? "-g" : "-g:none",
                "-Xlint:-options",
                "-proc:none",
                "-implicit:none",
                "-d",
                directory.toString(),
                "-parameters",
                "-cp",
                ClassPath.join(classPath));
        var messages = new StringWriter();
        var javac = ToolProvider.getSystemJavaCompiler();
        if (!javac.getTask(messages, null, null, options, null, sources).call()) {
            throw new AssertionError("targets don't compile (" + name + "):\n" + messages);
        }
    }
}
