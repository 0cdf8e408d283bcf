package io.heddle.instrumenter;

import io.heddle.instrumenter.classpath.ClassHierarchy;
import io.heddle.instrumenter.classpath.ClassPathHierarchy;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.SourceRoots;
import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.model.WeavingOptions;
import io.heddle.instrumenter.pipeline.Outcome;
import io.heddle.instrumenter.pipeline.Pipeline;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Weaves class files: bytes in, rewritten class and its generated classes out. A class that doesn't mention Heddle, one
 * that has been woven before and one that has nothing to weave come out as the very array that came in. Thread-safe.
 */
public final class Instrumenter implements AutoCloseable {
    private static final SortedMap<String, byte[]> NOTHING = Collections.unmodifiableSortedMap(new TreeMap<>());

    private final ClassHierarchy classPath;
    private final Pipeline pipeline;

    /** Opens the class path of {@code options}. */
    public Instrumenter(InstrumenterOptions options) {
        this(new ClassPathHierarchy(options.classPath()), new SourceRoots(options.sourceRoots()), options.weaving());
    }

    /** Looks classes up in {@code classPath}, which is closed with the instrumenter; knows no sources. */
    public Instrumenter(ClassHierarchy classPath, WeavingOptions options) {
        this(classPath, Sources.NONE, options);
    }

    private Instrumenter(ClassHierarchy classPath, Sources sources, WeavingOptions options) {
        this.classPath = classPath;
        this.pipeline = new Pipeline(classPath, sources, options);
    }

    /**
     * Weaves one class file.
     *
     * @throws UncheckedIOException where a class of the class path can't be read; its cause has a message for users
     * @throws IllegalStateException where the woven class would not pass the JVM's verifier, which is a bug of the
     *     instrumenter's
     */
    public InstrumentationResult instrument(byte[] classFile) {
        var outcome = pipeline.weave(classFile);
        if (outcome instanceof Outcome.Woven woven) {
            return new InstrumentationResult(woven.className(), woven.classFile(), woven.generated(), List.of(), true);
        }
        List<Diagnostic> diagnostics = outcome instanceof Outcome.Refused refused ? refused.diagnostics() : List.of();
        return new InstrumentationResult(outcome.className(), classFile, NOTHING, diagnostics, false);
    }

    /** Closes the files of the class path. */
    @Override
    public void close() {
        classPath.close();
    }
}
