package io.heddle.instrumenter.classpath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks classes up as the JVM would: the JDK first, then the folders and jars of a class path in their order. It reads
 * headers only and keeps what it found (and what it did not find), so one instance serves a whole run. Thread-safe.
 */
public final class ClassPathHierarchy implements ClassHierarchy {
    private final List<ClassPathEntry> entries = new ArrayList<>();
    private final ConcurrentMap<String, Optional<ClassHeader>> headers = new ConcurrentHashMap<>();

    /**
     * Opens a class path. What is missing, or is neither a folder nor an archive, is passed over, as the JVM does; what the
     * manifest of a jar names comes behind that jar.
     *
     * @param classPath folders and jars
     */
    public ClassPathHierarchy(List<Path> classPath) {
        entries.add(new JdkImage());
        open(classPath, new HashSet<>());
    }

    private void open(List<Path> classPath, Set<Path> opened) {
        for (var path : classPath) {
            if (!opened.add(path.toAbsolutePath().normalize())) {
                continue; // jars may name each other
            }
            if (Files.isDirectory(path)) {
                entries.add(new FolderEntry(path));
            } else if (Files.isRegularFile(path)) {
                open(openJar(path), opened);
            }
        }
    }

    /** Opens a jar, and gives what it adds to the class path. */
    private List<Path> openJar(Path file) {
        try {
            var jar = new JarEntries(file);
            entries.add(jar);
            return jar.classPath();
        } catch (IOException noArchive) {
            // Class paths hold libraries of machine code and other files; a class that is needed is missed by name.
            return List.of();
        }
    }

    @Override
    public @Nullable ClassHeader find(String internalName) {
        var known = headers.get(internalName);
        if (known == null) {
            known = Optional.ofNullable(readHeader(internalName));
            headers.put(internalName, known);
        }
        return known.orElse(null);
    }

    private @Nullable ClassHeader readHeader(String internalName) {
        var classFile = read(internalName);
        return classFile == null ? null : ClassHeaders.read(classFile);
    }

    @Override
    public byte @Nullable [] read(String internalName) {
        for (var entry : entries) {
            try {
                var classFile = entry.read(internalName);
                if (classFile != null) {
                    return classFile;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return null;
    }

    /** Closes the jars. */
    @Override
    public void close() {
        for (var entry : entries) {
            try {
                entry.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the class path", e);
            }
        }
    }
}
