package io.heddle.it;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/**
 * One way in which a compiler turns targets into class files. What javac makes of a source differs more than one would
 * think: with the release in strings, switches and access to private members, with the debug option in slots and ranges.
 * Eclipse's compiler lays out handlers in ways of its own.
 *
 * @param name what tests call it
 * @param release the value of {@code --release}
 * @param debugInfo {@code -g} or {@code -g:none}
 * @param compiler what compiles
 * @param ownOptions those that this compiler alone takes
 */
record Compilation(String name, int release, boolean debugInfo, JavaCompiler compiler, List<String> ownOptions) {
    /** How javac begins its own stack trace. */
    private static final Pattern CRASH = Pattern.compile("An exception has occurred in the compiler|AssertionError");

    private static final Path TARGETS = Path.of("src", "targets");

    Compilation(String name, int release, boolean debugInfo, JavaCompiler compiler) {
        this(name, release, debugInfo, compiler, List.of());
    }

    /** Of release 8 with its old idioms, of the floor with and without debug data, and of the running JDK. */
    static List<Compilation> all() {
        var all = new ArrayList<>(List.of(release(8), standard(), withoutDebugData(), eclipse()));
        var newest = Runtime.version().feature();
        if (newest > 17) {
            all.add(release(newest));
        }
        return all;
    }

    /** For tests which need only one. */
    static Compilation standard() {
        return release(17);
    }

    /** The floor, by javac without any debug data. */
    static Compilation withoutDebugData() {
        return new Compilation("release 17 without debug data", 17, false, ToolProvider.getSystemJavaCompiler());
    }

    /** By javac, with debug data. */
    static Compilation release(int release) {
        return new Compilation("release " + release, release, true, ToolProvider.getSystemJavaCompiler());
    }

    /** What the same sources are compiled by once they say all that they mean. */
    Compilation ofReference() {
        return release > 17 ? release(release) : standard();
    }

    /**
     * The same where a variable that nothing reads is assigned nevertheless. Eclipse's compiler leaves it out, and with
     * it the exception of a null that would have to be unboxed for it.
     */
    Compilation keepingVariables() {
        return compiler instanceof EclipseCompiler
                ? new Compilation(name, release, debugInfo, compiler, List.of("-preserveAllLocals"))
                : this;
    }

    /**
     * Whether frames and the blocking reference call each method the same: without line numbers no frame knows its method,
     * and Eclipse's compiler names lambdas otherwise.
     */
    boolean namesMethodsAsReference() {
        return debugInfo && !(compiler instanceof EclipseCompiler);
    }

    /** By Eclipse's compiler. */
    static Compilation eclipse() {
        return new Compilation("Eclipse", 17, true, new EclipseCompiler());
    }

    /** The hand-written targets that this release can compile: {@code src/targets/javaN} holds what needs release N. */
    List<Path> sources() {
        return Stream.of(8, 17, 21, 25)
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
        compile(sources, directory, List.of());
    }

    /** Compiles source files, which may need more than targets do, into {@code directory}. */
    void compile(List<Path> sources, Path directory, List<Path> libraries) throws IOException {
        var classPath = new ArrayList<>(ClassPath.entries());
        classPath.addAll(libraries);
        Files.createDirectories(directory);
        var options = new ArrayList<>(List.of(
                "--release",
                Integer.toString(release),
                debugInfo ? "-g" : "-g:none",
                "-nowarn",
                "-proc:none",
                "-d",
                directory.toString(),
                "-parameters",
                "-cp",
                ClassPath.join(classPath)));
        options.addAll(ownOptions);
        var messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(sources);
            if (!compiler.getTask(messages, files, null, options, null, units).call()) {
                if (CRASH.matcher(messages.toString()).find()) {
                    throw new IllegalStateException(name + " breaks down:\n" + messages);
                }
                throw new AssertionError("targets don't compile (" + name + "):\n" + messages);
            }
        }
    }
}
