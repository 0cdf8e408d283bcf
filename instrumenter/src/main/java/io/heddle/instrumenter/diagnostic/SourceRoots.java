package io.heddle.instrumenter.diagnostic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Finds the source of a class below some folders, by its package and the name of its source file. Files are read once.
 * Thread-safe.
 */
public final class SourceRoots implements Sources {
    private final List<Path> roots;
    private final ConcurrentMap<String, Optional<SourceText>> texts = new ConcurrentHashMap<>();

    /** Looks below {@code roots}, in their order; there may be none. */
    public SourceRoots(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    @Override
    public Optional<SourceText> find(String internalName, String sourceFile) {
        return texts.computeIfAbsent(
                relative(internalName, sourceFile), path -> locate(path).flatMap(SourceRoots::read));
    }

    /** The source file of {@code diagnostic} for people: its path, or else what is known of it. */
    String describe(Diagnostic diagnostic) {
        var sourceFile = diagnostic.sourceFile();
        if (sourceFile == null) {
            return diagnostic.className();
        }
        var path = relative(diagnostic.className().replace('.', '/'), sourceFile);
        return locate(path).map(Path::toString).orElse(path);
    }

    private static String relative(String internalName, String sourceFile) {
        return internalName.substring(0, internalName.lastIndexOf('/') + 1) + sourceFile;
    }

    private Optional<Path> locate(String path) {
        return roots.stream()
                .map(root -> root.resolve(path))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Optional<SourceText> read(Path file) {
        try {
            // Decoding never fails: a character that is not UTF-8 is shown as a replacement.
            return Optional.of(new SourceText(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
