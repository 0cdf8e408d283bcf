package io.heddle.it;

import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The programs of one folder of {@code src/twins}, and the plain twins of the same names and lines ({@link PlainTwin}),
 * both compiled and neither woven.
 *
 * @param libraries what they need beside the runtime
 */
record Twins(TargetClasses async, TargetClasses plain, List<Path> libraries) {
    private static final Path ROOT = Path.of("src", "twins");

    /** Compiles a folder, with the jars or folders that hold {@code libraries} on the class path. */
    static Twins compile(String folder, Class<?>... libraries) throws IOException {
        var async = new TreeMap<String, String>();
        try (var files = Files.list(ROOT.resolve(folder))) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString().replace(".java", "");
                async.put(folder + "." + name, Files.readString(file));
            }
        }
        var plain = new TreeMap<String, String>();
        async.forEach((name, source) -> plain.put(name, PlainTwin.of(source)));
        var classPath = ClassPath.of(libraries);
        return new Twins(
                TargetClasses.compile(Compilation.standard(), "async " + folder, async, classPath),
                TargetClasses.compile(Compilation.standard(), "plain " + folder, plain, classPath),
                classPath);
    }

    /** The woven programs, in one shape; all of them must be woven. */
    WovenClasses woven(Shape shape) throws IOException {
        var woven = WovenClasses.weave(async, libraries, shape);
        if (!woven.problems().isEmpty()) {
            throw new AssertionError("not woven: " + woven.problems());
        }
        return woven;
    }

    /** Writes class files below {@code target/twins}, for a JVM of their own. */
    static Path write(String name, Map<String, byte[]> files) throws IOException {
        var directory = TargetClasses.emptyDirectory(name);
        for (var file : files.entrySet()) {
            var path = directory.resolve(file.getKey() + ".class");
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return directory;
    }

    /** The class path of the programs, themselves apart. */
    List<Path> classPath() {
        var all = new ArrayList<>(ClassPath.entries());
        all.addAll(libraries);
        return all;
    }
}
