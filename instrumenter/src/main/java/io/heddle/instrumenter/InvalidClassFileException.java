package io.heddle.instrumenter;

import java.io.IOException;
import java.nio.file.Path;

/** A class file that the JVM would refuse, as one that is cut off. The message names it and says why, as HED025 does. */
public final class InvalidClassFileException extends IOException {
    private static final long serialVersionUID = 1L;

    InvalidClassFileException(Path target, String classFile, IllegalArgumentException cause) {
        super(classFile + " in " + target + ": error: " + cause.getMessage(), cause);
    }
}
