package io.heddle.instrumenter;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Replaces a file whole or not at all: the new content is written beside it and moved over it, so a reader sees the old
 * file or the new one, and a build that is killed half-way leaves no half class file behind.
 */
final class AtomicFile {
    private static final String PREFIX = ".heddle-new-";

    private AtomicFile() {}

    /** Writes {@code content} to {@code file}, which need not exist yet; its folder must. */
    static void replace(Path file, byte[] content) throws IOException {
        replace(file, out -> out.write(content));
    }

    /** The same for content that is made while it is written; where {@code content} fails, {@code file} is as it was. */
    static void replace(Path file, Content content) throws IOException {
        // Not Files.createTempFile: that one is readable by its owner alone, and the move would keep it so.
        // Of a length of its own: names of class files may be as long as the file system allows.
        var fresh = file.resolveSibling(
                PREFIX + Integer.toHexString(file.getFileName().toString().hashCode()));
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
                content.writeTo(out);
            }
            Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** What goes into the file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
