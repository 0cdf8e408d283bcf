package io.heddle.instrumenter;

import java.nio.file.Path;

/** The instrumenter failed on a class: a mistake of ours, never of the user's, whose mistakes are diagnostics. */
public final class WeavingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WeavingException(Path target, String classFile, RuntimeException cause) {
        super(
                "Heddle could not weave " + classFile + " in " + target
                        + "; this is a defect of Heddle, please report it: " + cause,
                cause);
    }
}
