package io.heddle.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heddle.Coroutines;
import io.heddle.instrumenter.Instrumenter;
import io.heddle.instrumenter.InstrumenterOptions;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.junit.AsyncMethods;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The Java source of a document as a program: compiled as a user's build would, woven, loaded and run.
 *
 * @param classes the woven classes by binary name, generated ones included; as compiled where there are diagnostics
 * @param diagnostics what the instrumenter has to say
 */
record SampleProgram(Map<String, byte[]> classes, List<Diagnostic> diagnostics) {
    private static final Pattern TYPE =
            Pattern.compile("^(?:public |final )*(?:class|record|enum|interface) (\\w+)", Pattern.MULTILINE);

    /** Builds {@code source}, a compilation unit in the unnamed package, inside {@code folder}. */
    static SampleProgram build(String source, Path folder) throws IOException {
        var sources = Files.createDirectories(folder.resolve("src"));
        var output = Files.createDirectories(folder.resolve("classes"));
        compile(Files.writeString(sources.resolve(firstType(source) + ".java"), source), output);

        var classes = new TreeMap<String, byte[]>();
        var diagnostics = new ArrayList<Diagnostic>();
        var options = new InstrumenterOptions(
                List.of(output, jarOf(Coroutines.class), jarOf(AsyncMethods.class)), List.of(sources));
        try (var instrumenter = new Instrumenter(options);
                Stream<Path> files = Files.list(output)) {
            for (var file : files.sorted().toList()) {
                var result = instrumenter.instrument(Files.readAllBytes(file));
                classes.put(file.getFileName().toString().replace(".class", ""), result.classFile());
                result.generated().forEach((name, bytes) -> classes.put(name.replace('/', '.'), bytes));
                diagnostics.addAll(result.diagnostics());
            }
        }
        return new SampleProgram(classes, diagnostics);
    }

    private static void compile(Path source, Path output) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
            var arguments = List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-Xlint:all",
                    "-Werror",
                    "-d",
                    output.toString(),
                    "-cp",
                    // not the runtime alone: some samples are tests, and see JUnit
                    System.getProperty("java.class.path"));
            if (!compiler.getTask(messages, files, null, arguments, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new AssertionError(messages);
            }
        }
    }

    private static String firstType(String source) {
        var type = TYPE.matcher(source);
        if (!type.find()) {
            throw new AssertionError("no type is declared in:\n" + source);
        }
        return type.group(1);
    }

    private static Path jarOf(Class<?> member) {
        try {
            return Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Loads every class, which verifies it, and gives the {@code main} method, where one has it. */
    Optional<Method> load() throws ClassNotFoundException {
        var loader = new ClassLoader(SampleProgram.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                var bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        Optional<Method> main = Optional.empty();
        for (var name : classes.keySet()) {
            for (var method : Class.forName(name, true, loader).getDeclaredMethods()) {
                if (method.getName().equals("main")) {
                    main = Optional.of(method);
                }
            }
        }
        return main;
    }

    /** Runs {@code main} and gives what it printed to {@code System.out}, and what Heddle logged meanwhile. */
    static String output(Method main) throws ReflectiveOperationException {
        var standard = System.out;
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, UTF_8);
        System.setOut(out);
        main.setAccessible(true);
        var log = new PrintedLog(out);
        try {
            main.invoke(null, (Object) new String[0]);
        } finally {
            log.close();
            System.setOut(standard);
        }
        return printed.toString(UTF_8);
    }
}
