package io.heddle.instrumenter;

import io.heddle.instrumenter.model.WeavingOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * How one run of the instrumenter behaves.
 *
 * @param classPath folders and jars that hold the classes to weave and what they refer to; the JDK is added by itself
 * @param sourceRoots folders in which diagnostics look for the source line that they show; may be empty
 * @param weaving what the user chose of the woven code and of the rules
 */
public record InstrumenterOptions(List<Path> classPath, List<Path> sourceRoots, WeavingOptions weaving) {
    /** Keeps copies of the lists. */
    public InstrumenterOptions {
        classPath = List.copyOf(classPath);
        sourceRoots = List.copyOf(sourceRoots);
    }

    /** Options where the user chose nothing. */
    public InstrumenterOptions(List<Path> classPath, List<Path> sourceRoots) {
        this(classPath, sourceRoots, WeavingOptions.DEFAULT);
    }
}
