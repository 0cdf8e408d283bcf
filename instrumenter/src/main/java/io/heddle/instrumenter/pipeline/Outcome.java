package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.diagnostic.Diagnostic;
import java.util.List;
import java.util.SortedMap;

/** What became of one class. */
public sealed interface Outcome {
    /** The internal name of the class. */
    String className();

    /**
     * There was nothing to do: it stays as it is.
     *
     * @param className empty where the class was not even parsed
     */
    record Untouched(String className) implements Outcome {}

    /** It breaks a rule or passes a limit, and stays as it is. */
    record Refused(String className, List<Diagnostic> diagnostics) implements Outcome {}

    /**
     * It has been woven, and verified.
     *
     * @param classFile its new bytes
     * @param generated the classes that belong to it, by internal name
     */
    record Woven(String className, byte[] classFile, SortedMap<String, byte[]> generated) implements Outcome {}
}
