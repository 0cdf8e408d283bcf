package io.heddle.instrumenter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;

/** A folder of class files, as a compiler leaves it. Files that would not change are not written. */
record ClassFolder(Path path) implements WeavingTarget {
    @Override
    public void visitClasses(ClassFileVisitor visitor) throws IOException {
        var files = new TreeMap<String, Path>();
        try (var walk = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            walk.filter(file -> file.toString().endsWith(CLASS_SUFFIX) && Files.isRegularFile(file))
                    .forEach(file -> files.put(relative(file), file));
        } catch (UncheckedIOException e) {
            throw e.getCause(); // a circle of links, for example
        }
        for (var file : files.entrySet()) {
            visitor.visit(file.getKey(), Files.readAllBytes(file.getValue()));
        }
    }

    /**
     * Generated classes come before those that refer to them: whatever happens between two files, a class never refers to
     * one that is missing, and one that is not woven yet is woven by the next run. Stale ones, to which nothing refers, go
     * first: where upper and lower case are the same to the file system, one that is written may have the name of one that
     * goes.
     */
    @Override
    public void apply(TargetChanges changes) throws IOException {
        for (var file : changes.stale()) {
            Files.deleteIfExists(path.resolve(file));
        }
        for (var ofOneClass : changes.generated().values()) {
            for (var file : ofOneClass.entrySet()) {
                write(file.getKey(), file.getValue());
            }
        }
        for (var file : changes.woven().entrySet()) {
            write(file.getKey(), file.getValue());
        }
    }

    private void write(String name, byte[] content) throws IOException {
        var file = path.resolve(name);
        if (!holds(file, content)) {
            AtomicFile.replace(file, content);
        }
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        try {
            return Files.size(file) == content.length && Arrays.equals(Files.readAllBytes(file), content);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private String relative(Path file) {
        var separator = path.getFileSystem().getSeparator();
        return path.relativize(file).toString().replace(separator, "/");
    }
}
