package io.heddle.it;

import io.heddle.it.reshape.Reshaping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * @param desugared those that await without saying so, written out
 */
record TargetClasses(Path directory, SortedMap<String, byte[]> files, Desugared desugared) {
    /** Compiles generated targets; their text is left beside the class files. */
    static TargetClasses compile(Compilation compilation, String name, Map<String, String> sources) throws IOException {
        return compile(compilation, name, sources, List.of());
    }

    /** The same for sources that need more than targets do. */
    static TargetClasses compile(
            Compilation compilation, String name, Map<String, String> sources, List<Path> libraries)
            throws IOException {
        var directory = emptyDirectory(name + " " + compilation.name());
        var paths = write(sources, directory);
        compilation.compile(paths, directory, libraries);
        return new TargetClasses(directory, filesIn(directory), new Desugared(compilation.ofReference(), name, paths));
    }

    /** The same by several compilations, by their names. */
    static Map<String, TargetClasses> compile(List<Compilation> compilations, String name, Map<String, String> sources)
            throws IOException {
        var compiled = new TreeMap<String, TargetClasses>();
        var desugared = new TreeMap<Integer, Desugared>();
        for (var compilation : compilations) {
            var targets = compile(compilation, name, sources);
            var release = compilation.ofReference().release();
            compiled.put(
                    compilation.name(), targets.with(desugared.computeIfAbsent(release, unknown -> targets.desugared)));
        }
        return compiled;
    }

    /** Compiles source files. */
    static TargetClasses compile(Compilation compilation, String name, List<Path> sources, List<Path> libraries)
            throws IOException {
        var directory = emptyDirectory(name);
        compilation.compile(sources, directory, libraries);
        return new TargetClasses(
                directory, filesIn(directory), new Desugared(compilation.ofReference(), name, sources));
    }

    /** The same class files, with a blocking reference that is made of the same sources. */
    TargetClasses with(Desugared other) {
        return new TargetClasses(directory, files, other);
    }

    /** The same targets in other class files. */
    TargetClasses with(SortedMap<String, byte[]> other) {
        return new TargetClasses(directory, Collections.unmodifiableSortedMap(other), desugared);
    }

    /** The same targets in another form. */
    TargetClasses reshaped(Reshaping form) {
        var reshaped = new TreeMap<String, byte[]>();
        files.forEach((name, file) -> reshaped.put(name, form.apply(file)));
        return with(reshaped);
    }

    /**
     * The class files as the blocking reference takes them: all classes of the sources in which a loop or a close is
     * written out are replaced, because javac makes more of a source than instructions.
     */
    SortedMap<String, byte[]> reference() throws IOException {
        var reference = new TreeMap<>(files);
        for (var file : desugared.files().entrySet()) {
            if (files.containsKey(WovenClasses.topLevelClass(file.getKey()))) {
                reference.put(file.getKey(), file.getValue());
            }
        }
        return reference;
    }

    /** The internal names of the classes that the blocking reference replaces by others. */
    Set<String> replaced() throws IOException {
        return desugared.files().keySet();
    }

    static List<Path> write(Map<String, String> sources, Path directory) throws IOException {
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
        return new TargetClasses(directory, filesIn(directory), Desugared.NOTHING);
    }

    static SortedMap<String, byte[]> filesIn(Path directory) throws IOException {
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
