package io.heddle.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Compiled targets, not woven.
 *
 * @param directory where they lie
 * @param files class files by internal name
 * @param reference the same as the blocking reference takes them: for-each loops that await are written out
 */
record TargetClasses(Path directory, SortedMap<String, byte[]> files, SortedMap<String, byte[]> reference) {
    /** Compiles the hand-written targets. */
    static TargetClasses compile(Compilation compilation) throws IOException {
        return compile(compilation, emptyDirectory(compilation.name()), compilation.sources(), List.of());
    }

    /** Compiles generated targets; their text is left beside the class files. */
    static TargetClasses compile(Compilation compilation, String name, Map<String, String> sources) throws IOException {
        return compile(compilation, name, sources, List.of());
    }

    /** The same for sources that need more than targets do. */
    static TargetClasses compile(
            Compilation compilation, String name, Map<String, String> sources, List<Path> libraries)
            throws IOException {
        var directory = emptyDirectory(name + " " + compilation.name());
        return compile(compilation, directory, write(sources, directory), libraries);
    }

    /** Compiles source files that no blocking reference is made of. */
    static TargetClasses compileAlone(Compilation compilation, String name, List<Path> sources, List<Path> libraries)
            throws IOException {
        var directory = emptyDirectory(name + " " + compilation.name());
        compilation.compile(sources, directory, libraries);
        var files = filesIn(directory);
        return new TargetClasses(directory, files, files);
    }

    private static TargetClasses compile(
            Compilation compilation, Path directory, List<Path> sources, List<Path> libraries) throws IOException {
        compilation.compile(sources, directory, libraries);
        var files = filesIn(directory);
        var reference = new TreeMap<>(files);
        reference.putAll(desugared(compilation, sources, directory.getFileName() + " desugared"));
        return new TargetClasses(directory, files, Collections.unmodifiableSortedMap(reference));
    }

    /** All classes of the sources in which a loop is written out; javac makes more of a source than instructions. */
    private static SortedMap<String, byte[]> desugared(Compilation compilation, List<Path> sources, String name)
            throws IOException {
        var directory = emptyDirectory(name);
        var desugared = AsyncDesugaring.of(sources);
        if (!desugared.isEmpty()) {
            compilation.ofReference().compile(write(desugared, directory), directory);
        }
        return filesIn(directory);
    }

    private static List<Path> write(Map<String, String> sources, Path directory) throws IOException {
        var paths = new ArrayList<Path>();
        for (var source : sources.entrySet()) {
            var file = directory.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            paths.add(Files.writeString(file, source.getValue()));
        }
        return paths;
    }

    /** A new directory for class files; the name is part of its path. */
    static Path emptyDirectory(String name) throws IOException {
        var directory = Path.of("target", "targets", name.replace(' ', '-'));
        deleteRecursively(directory);
        return Files.createDirectories(directory);
    }

    static void deleteRecursively(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** All class files below {@code directory}, of targets that have no loop that awaits. */
    static TargetClasses read(Path directory) throws IOException {
        var files = filesIn(directory);
        return new TargetClasses(directory, files, files);
    }

    private static SortedMap<String, byte[]> filesIn(Path directory) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var paths = Files.walk(directory)) {
            for (var path :
                    paths.filter(file -> file.toString().endsWith(".class")).toList()) {
                var relative = directory.relativize(path).toString().replace('\\', '/');
                files.put(relative.substring(0, relative.length() - ".class".length()), Files.readAllBytes(path));
            }
        }
        return Collections.unmodifiableSortedMap(files);
    }

    /** Whether the class of that binary name or one nested in it has a static field that can be assigned. */
    boolean hasState(String className) {
        var name = className.replace('.', '/');
        return files.tailMap(name).entrySet().stream()
                .takeWhile(file -> file.getKey().startsWith(name))
                .anyMatch(file -> hasState(file.getValue()));
    }

    private static boolean hasState(byte[] classFile) {
        var assignable = new AtomicBoolean();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public @Nullable FieldVisitor visitField(
                                    int access, String name, String descriptor, String signature, Object value) {
                                if ((access & (Opcodes.ACC_STATIC | Opcodes.ACC_FINAL)) == Opcodes.ACC_STATIC) {
                                    assignable.set(true);
                                }
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return assignable.get();
    }
}
