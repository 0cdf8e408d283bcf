package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.classpath.ClassHeaders;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import org.jspecify.annotations.Nullable;

/**
 * The version of a class file, which is looked at before anything else: older ones lack the stack maps and instructions
 * that woven code is made of, newer ones may mean something that isn't known yet.
 */
public final class ClassFileVersion {
    private static final int OLDEST = 52;
    private static final int NEWEST = 69;
    private static final int VERSION_OFFSET = 6;
    private static final int OFFSET_FROM_JAVA = 44;

    private ClassFileVersion() {}

    /** The error where a class file that mentions Heddle is too old or too new to be woven; null where it is neither. */
    public static @Nullable Diagnostic check(byte[] classFile) {
        var version = (classFile[VERSION_OFFSET] & 0xff) << 8 | (classFile[VERSION_OFFSET + 1] & 0xff);
        if (version >= OLDEST && version <= NEWEST) {
            return null;
        }
        var header = ClassHeaders.read(classFile);
        var name = header == null ? "a class" : header.name().replace('/', '.');
        var code = DiagnosticCode.HED015;
        var message =
                code.message("`" + name + "`", version, javaOf(version), javaOf(version < OLDEST ? OLDEST : NEWEST));
        return new Diagnostic(code, name, null, null, 0, message, null);
    }

    private static int javaOf(int version) {
        return version - OFFSET_FROM_JAVA;
    }
}
