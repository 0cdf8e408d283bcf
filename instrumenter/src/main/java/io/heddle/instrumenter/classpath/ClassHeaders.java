package io.heddle.instrumenter.classpath;

import io.heddle.instrumenter.classpath.ClassHierarchy.ClassHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** Reads what a class file says of its supertypes, and nothing behind them: fields and methods are never looked at. */
public final class ClassHeaders {
    private static final int MAJOR_VERSION_OFFSET = 6;

    private ClassHeaders() {}

    /** The header of {@code classFile}; null where the bytes are no class file. */
    public static @Nullable ClassHeader read(byte[] classFile) {
        try {
            var reader = new ClassReader(readable(classFile));
            return new ClassHeader(
                    reader.getClassName(), reader.getSuperName(), List.of(reader.getInterfaces()), reader.getAccess());
        } catch (IllegalArgumentException | IndexOutOfBoundsException notAClassFile) {
            return null;
        }
    }

    /**
     * ASM refuses versions that it does not know. The header has looked the same in all of them, and the JDK that runs
     * the build may be newer than ASM.
     */
    private static byte[] readable(byte[] classFile) {
        if (classFile.length <= MAJOR_VERSION_OFFSET + 1 || majorVersion(classFile) <= Opcodes.V25) {
            return classFile;
        }
        var copy = classFile.clone();
        copy[MAJOR_VERSION_OFFSET] = 0;
        copy[MAJOR_VERSION_OFFSET + 1] = Opcodes.V25;
        return copy;
    }

    private static int majorVersion(byte[] classFile) {
        return (classFile[MAJOR_VERSION_OFFSET] & 0xff) << 8 | (classFile[MAJOR_VERSION_OFFSET + 1] & 0xff);
    }
}
