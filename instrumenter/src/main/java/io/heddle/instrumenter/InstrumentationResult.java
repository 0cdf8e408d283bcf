package io.heddle.instrumenter;

import io.heddle.instrumenter.diagnostic.Diagnostic;
import java.util.List;
import java.util.SortedMap;

/**
 * What became of one class.
 *
 * @param className the internal name, as {@code com/example/Hello}; empty where the class was not even parsed
 * @param classFile the woven class file; the very array that was given where nothing had to change, or where there are errors
 * @param generated the classes that belong to it, by internal name
 * @param diagnostics the errors, in the order of the source; nothing may be written of any class of a run that has one
 * @param changed whether {@code classFile} differs from the input
 */
public record InstrumentationResult(
        String className,
        byte[] classFile,
        SortedMap<String, byte[]> generated,
        List<Diagnostic> diagnostics,
        boolean changed) {}
