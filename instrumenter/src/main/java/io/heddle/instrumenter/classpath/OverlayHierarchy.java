package io.heddle.instrumenter.classpath;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the classes of the current run before those of the class path: a class in work is seen as it is now, also where
 * it has no file yet or lies in a folder that is not on the class path. Thread-safe.
 */
public final class OverlayHierarchy implements ClassHierarchy {
    private final ClassHierarchy classPath;
    private final ConcurrentMap<String, ClassHeader> inWork = new ConcurrentHashMap<>();

    /** Lays an empty overlay over {@code classPath}. */
    public OverlayHierarchy(ClassHierarchy classPath) {
        this.classPath = classPath;
    }

    /** Adds a class, or replaces it; bytes that are no class file are passed over. */
    public void add(byte[] classFile) {
        var header = ClassHeaders.read(classFile);
        if (header != null) {
            inWork.put(header.name(), header);
        }
    }

    /** Adds a class that is known by its header alone, or replaces it. */
    public void add(ClassHeader header) {
        inWork.put(header.name(), header);
    }

    @Override
    public @Nullable ClassHeader find(String internalName) {
        var header = inWork.get(internalName);
        return header != null ? header : classPath.find(internalName);
    }

    /** As the class path has it: of what is in work only the header is known. */
    @Override
    public byte @Nullable [] read(String internalName) {
        return classPath.read(internalName);
    }
}
