package io.heddle.instrumenter.classpath;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The class files of a jar; of a multi-release jar those that the running JDK would load. */
final class JarEntries implements ClassPathEntry {
    private final JarFile jar;

    JarEntries(Path file) throws IOException {
        jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
    }

    @Override
    public byte @Nullable [] read(String internalName) throws IOException {
        var entry = jar.getEntry(internalName + ".class");
        if (entry == null) {
            return null;
        }
        try (var in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
