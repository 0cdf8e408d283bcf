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
        var path = internalName.substring(0, internalName.lastIndexOf('/') + 1) + sourceFile;
        return texts.computeIfAbsent(path, this::read);
    }

    private Optional<SourceText> read(String path) {
        for (var root : roots) {
            var file = root.resolve(path);
            if (Files.isRegularFile(file)) {
                try {
                    // Decoding never fails: a character that is not UTF-8 is shown as a replacement.
                    return Optional.of(new SourceText(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
                } catch (IOException unreadable) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
