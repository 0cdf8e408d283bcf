package io.heddle.instrumenter;

import java.nio.file.Path;
import java.util.List;

/**
 * How one run of the instrumenter behaves.
 *
 * @param classPath folders and jars that hold the classes to weave and what they refer to; the JDK is added by itself
 * @param sourceRoots folders in which diagnostics look for the source line that they show; may be empty
 */
public record InstrumenterOptions(List<Path> classPath, List<Path> sourceRoots) {
    /** Keeps copies of the lists. */
    public InstrumenterOptions {
        classPath = List.copyOf(classPath);
        sourceRoots = List.copyOf(sourceRoots);
    }
}
