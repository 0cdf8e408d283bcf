package io.heddle.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.Opcodes;

/** The JDK's base module for tools that read jars; not every JDK has its modules as files. */
final class JavaBase {
    /** Where its second byte stands in a class file. */
    private static final int MAJOR_VERSION = 7;

    private JavaBase() {}

    /** Writes a jar; gives it. */
    static Path copy(Path jar) throws IOException {
        var base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(base)) {
            out.setLevel(0);
            // The JDK's file system of its modules has been seen to list a class twice.
            for (var file : files.filter(path -> path.toString().endsWith(".class"))
                    .distinct()
                    .toList()) {
                out.putNextEntry(new ZipEntry(base.relativize(file).toString()));
                out.write(asJava17(Files.readAllBytes(file)));
            }
        }
        return jar;
    }

    /** R8 refuses class files of a newer Java than it knows; of a library it asks for declarations, which look the same. */
    private static byte[] asJava17(byte[] classFile) {
        classFile[MAJOR_VERSION] = (byte) Math.min(classFile[MAJOR_VERSION], Opcodes.V17);
        return classFile;
    }
}
