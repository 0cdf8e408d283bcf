package io.heddle.instrumenter;

import io.heddle.instrumenter.model.Shape;
import java.nio.file.Path;
import java.util.List;

/**
 * How one run of the instrumenter behaves.
 *
 * @param classPath folders and jars that hold the classes to weave and what they refer to; the JDK is added by itself
 * @param sourceRoots folders in which diagnostics look for the source line that they show; may be empty
 * @param shape how the bodies of async methods are laid out
 */
public record InstrumenterOptions(List<Path> classPath, List<Path> sourceRoots, Shape shape) {
    /** Keeps copies of the lists. */
    public InstrumenterOptions {
        classPath = List.copyOf(classPath);
        sourceRoots = List.copyOf(sourceRoots);
    }

    /** Options with the shape that suits each method. */
    public InstrumenterOptions(List<Path> classPath, List<Path> sourceRoots) {
        this(classPath, sourceRoots, Shape.AUTO);
    }
}
