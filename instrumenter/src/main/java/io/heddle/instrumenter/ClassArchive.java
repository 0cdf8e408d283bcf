package io.heddle.instrumenter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A jar. It is written anew beside itself and moved over itself: entries keep their order, their times and whether they
 * are compressed; generated classes follow the class that they belong to. The folders of a multi-release jar are woven
 * as any other; jars inside the jar are not woven.
 */
record ClassArchive(Path path) implements WeavingTarget {
    /** How each part of a zip begins. */
    private static final byte[] ZIP = {'P', 'K'};

    /** Before this, a zip has no times. */
    private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0);

    @Override
    public void visitClasses(ClassFileVisitor visitor) throws IOException {
        try (var jar = open()) {
            for (var entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(CLASS_SUFFIX)) {
                    visitor.visit(entry.getName(), content(jar, entry));
                }
            }
        }
    }

    @Override
    public void visitNestedClasses(ClassFileVisitor visitor) throws IOException {
        try (var jar = open()) {
            for (var entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".jar")) {
                    visitNested(entry.getName(), content(jar, entry), visitor);
                }
            }
        }
    }

    private static void visitNested(String name, byte[] jar, ClassFileVisitor visitor) throws IOException {
        try (var entries = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().endsWith(CLASS_SUFFIX)) {
                    visitor.visit(name + INSIDE + entry.getName(), entries.readAllBytes());
                }
            }
        }
    }

    @Override
    public void apply(TargetChanges changes) throws IOException {
        AtomicFile.replace(path, out -> rewrite(changes, out));
    }

    /** A zip may stand behind something else: a script or a program that starts the jar. */
    boolean startsItself() throws IOException {
        try (var in = Files.newInputStream(path)) {
            return !Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    /** Whether a signer vouches for the content, so that any change of it makes the jar unusable. */
    boolean isSigned() throws IOException {
        try (var jar = open()) {
            return jar.stream().anyMatch(entry -> JarSignature.isPartOf(entry.getName()));
        }
    }

    private void rewrite(TargetChanges changes, OutputStream out) throws IOException {
        try (var jar = open();
                var target = new ZipOutputStream(out)) {
            target.setComment(jar.getComment());
            var names = new HashSet<String>();
            for (var entry : Collections.list(jar.entries())) {
                var name = entry.getName();
                if (changes.drops(name) || JarSignature.isPartOf(name) || !names.add(name)) {
                    continue; // of two with one name, which some tools make, whoever reads the jar sees one
                }
                var woven = changes.woven().get(name);
                write(target, new ZipEntry(entry), woven == null ? unsigned(name, content(jar, entry)) : woven);
                writeGenerated(target, entry, changes.generated().getOrDefault(name, new TreeMap<>()));
            }
        }
    }

    private static byte[] unsigned(String name, byte[] content) throws IOException {
        return JarSignature.isManifest(name) ? JarSignature.withoutDigests(content) : content;
    }

    private static void writeGenerated(ZipOutputStream target, ZipEntry owner, SortedMap<String, byte[]> classes)
            throws IOException {
        for (var generated : classes.entrySet()) {
            var entry = new ZipEntry(generated.getKey());
            entry.setMethod(owner.getMethod());
            entry.setTimeLocal(timeOf(owner));
            write(target, entry, generated.getValue());
        }
    }

    /** Some tools write a time that is none, month 0 of 1980. */
    private static LocalDateTime timeOf(ZipEntry entry) {
        try {
            return entry.getTimeLocal();
        } catch (DateTimeException e) {
            return EARLIEST;
        }
    }

    private static void write(ZipOutputStream target, ZipEntry entry, byte[] content) throws IOException {
        if (entry.getMethod() == ZipEntry.STORED) {
            var checksum = new CRC32();
            checksum.update(content);
            entry.setCrc(checksum.getValue());
            entry.setSize(content.length);
            entry.setCompressedSize(content.length);
        } else {
            // Unknown until it is written: another zlib compresses differently.
            entry.setCompressedSize(-1);
        }
        target.putNextEntry(entry);
        target.write(content);
        target.closeEntry();
    }

    private ZipFile open() throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (IOException e) {
            throw new IOException("cannot read " + path + ": " + e, e);
        }
    }

    private byte[] content(ZipFile jar, ZipEntry entry) throws IOException {
        try (var in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IOException("cannot read " + entry.getName() + " in " + path + ": " + e, e);
        }
    }
}
