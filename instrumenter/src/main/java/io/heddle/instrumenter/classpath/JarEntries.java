package io.heddle.instrumenter.classpath;

import java.io.IOException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The class files of a jar; of a multi-release jar those that the running JDK would load. */
final class JarEntries implements ClassPathEntry {
    private final Path file;
    private final JarFile jar;

    JarEntries(Path file) throws IOException {
        this.file = file;
        jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
    }

    /** What the manifest adds to the class path: URLs, relative to that of the jar. */
    List<Path> classPath() throws IOException {
        var manifest = jar.getManifest();
        var urls = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        return urls == null
                ? List.of()
                : Stream.of(urls.split(" ", -1))
                        .filter(url -> !url.isEmpty())
                        .flatMap(this::resolve)
                        .toList();
    }

    private Stream<Path> resolve(String url) {
        try {
            return Stream.of(Path.of(file.toUri().resolve(url)));
        } catch (IllegalArgumentException | FileSystemNotFoundException noFile) {
            // The JVM passes over what is no URL, too; and no compiler reads classes from the network.
            return Stream.empty();
        }
    }

    @Override
    public byte @Nullable [] read(String internalName) throws IOException {
        var entry = jar.getEntry(internalName + ".class");
        if (entry == null) {
            return null;
        }
        try (var in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IOException("cannot read " + entry.getName() + " in " + file + ": " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
