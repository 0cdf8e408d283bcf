package io.heddle.instrumenter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** A program of a user's: compiled from source against the runtime, and started in a JVM of its own. */
final class JavaProgram {
    /** The property that names the instrumenter's packaged jar; the build sets it where there is one. */
    static final String JAR = "heddle.instrumenter.jar";

    private final Path sources;
    private final Path classes;
    private final List<Path> files = new ArrayList<>();

    /** Keeps its sources and classes below {@code folder}. */
    JavaProgram(Path folder) throws IOException {
        sources = Files.createDirectories(folder.resolve("src"));
        classes = Files.createDirectories(folder.resolve("classes"));
    }

    /** The runtime as this build has it, a folder or a jar. */
    static Path runtime() {
        var marker = "io/heddle/rt/Ctx.class";
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(element -> has(element, marker))
                .findFirst()
                .orElseThrow();
    }

    /** The instrumenter's jar as it was packaged. */
    static Path instrumenterJar() {
        return Path.of(System.getProperty(JAR));
    }

    Path sources() {
        return sources;
    }

    Path classes() {
        return classes;
    }

    /** Adds a source file; {@code path} is relative to the sources' folder. */
    JavaProgram source(String path, String text) throws IOException {
        var file = sources.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        files.add(file);
        return this;
    }

    /** Compiles all sources, as javac does without options. */
    JavaProgram compile(String... options) throws IOException {
        var arguments = new ArrayList<>(
                List.of("-d", classes.toString(), "-cp", runtime().toString()));
        arguments.addAll(List.of(options));
        files.forEach(file -> arguments.add(file.toString()));
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .as("exit status of javac")
                .isZero();
        return this;
    }

    /** Moves a class file from the classes into a jar of its own, beside them. */
    Path moveToJar(String classFile) throws IOException {
        var jar = classes.resolveSibling("moved.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(classFile));
            out.write(Files.readAllBytes(classes.resolve(classFile)));
        }
        Files.delete(classes.resolve(classFile));
        return jar;
    }

    /** Starts {@code java}, with full verification, and waits for its end. */
    static Outcome java(Object... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xverify:all");
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        var out = Files.createTempFile("out", ".txt");
        var err = Files.createTempFile("err", ".txt");
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the program ended")
                    .isTrue();
            return new Outcome(process.exitValue(), Files.readString(out, UTF_8), errors(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** A class path for {@code java}. */
    static String classPath(Path... elements) {
        return String.join(
                File.pathSeparator, Stream.of(elements).map(Path::toString).toList());
    }

    /** What the program wrote itself: newer JVMs deprecate {@code -Xverify} and say so. */
    private static String errors(Path file) throws IOException {
        return Files.readString(file, UTF_8)
                .lines()
                .filter(line -> !line.contains("Options -Xverify:none and -noverify were deprecated"))
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }

    private static boolean has(Path element, String entry) {
        if (Files.isDirectory(element)) {
            return Files.exists(element.resolve(entry));
        }
        try (var jar = new ZipFile(element.toFile())) {
            return jar.getEntry(entry) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How a program ended.
     *
     * @param status the exit status
     * @param out what it wrote to the standard output
     * @param err what it wrote to the standard error
     */
    record Outcome(int status, String out, String err) {}
}
