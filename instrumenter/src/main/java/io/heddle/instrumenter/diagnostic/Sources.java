package io.heddle.instrumenter.diagnostic;

import java.util.Optional;

/** Where diagnostics look for the source of a class; they are complete without it, with it they show the line. */
@FunctionalInterface
public interface Sources {
    /** No source is at hand. */
    Sources NONE = (internalName, sourceFile) -> Optional.empty();

    /**
     * The source of a class, where it is at hand.
     *
     * @param internalName the class, as {@code com/example/Hello}
     * @param sourceFile the simple name of its source file
     */
    Optional<SourceText> find(String internalName, String sourceFile);
}
