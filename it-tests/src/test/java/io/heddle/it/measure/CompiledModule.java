package io.heddle.it.measure;

import io.heddle.Coroutines;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Sources that a measurement has made, compiled.
 *
 * @param classFiles by internal name, as they came from the compiler
 * @param folder where they are
 */
record CompiledModule(SortedMap<String, byte[]> classFiles, Path folder) {
    /** Compiles sources, given by the names of their classes, into a folder below {@code target}. */
    static CompiledModule of(Map<String, String> sources) throws IOException {
        var folder = emptyFolder();
        compile(sources, folder);
        return in(folder);
    }

    static Path emptyFolder() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target", "measured")), "module");
    }

    /** Compiles sources beside, or in place of, what {@code folder} has. */
    static void compile(Map<String, String> sources, Path folder) {
        var units = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        var classPath = folder + File.pathSeparator + runtime();
        var options = List.of("-g", "--release", "17", "-proc:none", "-d", folder.toString(), "-cp", classPath);
        if (!ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, units)
                .call()) {
            throw new IllegalStateException("the measured sources don't compile");
        }
    }

    private static CompiledModule in(Path folder) throws IOException {
        var classFiles = new TreeMap<String, byte[]>();
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                var name = folder.relativize(file).toString().replace('\\', '/');
                classFiles.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
            }
        }
        return new CompiledModule(classFiles, folder);
    }

    /** Where the classes of {@code folder} and the runtime are. */
    static List<Path> classPath(Path folder) {
        return List.of(folder, runtime());
    }

    List<Path> classPath() {
        return classPath(folder);
    }

    private static Path runtime() {
        try {
            return Path.of(Coroutines.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
