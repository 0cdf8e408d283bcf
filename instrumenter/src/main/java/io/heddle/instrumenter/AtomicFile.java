package io.heddle.instrumenter;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * Replaces a file whole or not at all: the new content is written beside it and moved over it, so a reader sees the old
 * file or the new one, and a build that is killed half-way leaves no half class file behind. Where the file is a link, it
 * is what that leads to; and it keeps its permissions.
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
        var exists = Files.exists(file);
        var replaced = exists ? file.toRealPath() : file;
        // Not Files.createTempFile: that one is readable by its owner alone, and the move would keep it so.
        // Of a length of its own: names of class files may be as long as the file system allows. And of nobody else's:
        // an IDE may weave the same folder.
        var fresh = replaced.resolveSibling(PREFIX + UUID.randomUUID());
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(fresh, CREATE_NEW, WRITE))) {
                content.writeTo(out);
            }
            if (exists) {
                copyPermissions(replaced, fresh);
            }
            Files.move(fresh, replaced, ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + e, e); // that a disk is full names no file
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        var source = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (source != null) {
            Files.setPosixFilePermissions(to, source.readAttributes().permissions());
        }
    }

    /** What goes into the file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
