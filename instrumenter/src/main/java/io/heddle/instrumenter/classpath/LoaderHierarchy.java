package io.heddle.instrumenter.classpath;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Looks classes up as resources of a class loader, for the agent: what the loader would define is what it finds, the
 * JDK included, and still no class is loaded by asking. Nothing is kept, so it should not live longer than the weaving
 * of one class. Thread-safe where the loader is.
 */
public final class LoaderHierarchy implements ClassHierarchy {
    private final ClassLoader loader;

    /** Asks {@code loader}. */
    public LoaderHierarchy(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public @Nullable ClassHeader find(String internalName) {
        var classFile = read(internalName);
        return classFile == null ? null : ClassHeaders.read(classFile);
    }

    @Override
    public byte @Nullable [] read(String internalName) {
        var file = internalName + ".class";
        try (var in = loader.getResourceAsStream(file)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException("cannot read " + loader.getResource(file) + ": " + e, e));
        }
    }
}
