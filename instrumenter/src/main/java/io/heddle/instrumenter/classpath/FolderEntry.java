package io.heddle.instrumenter.classpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A folder of class files, as compilers write them. */
record FolderEntry(Path root) implements ClassPathEntry {
    @Override
    public byte @Nullable [] read(String internalName) throws IOException {
        var file = root.resolve(internalName + ".class");
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    }
}
