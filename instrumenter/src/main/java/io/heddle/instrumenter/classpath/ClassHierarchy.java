package io.heddle.instrumenter.classpath;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Supertypes by internal name. Never loads a class. */
public interface ClassHierarchy extends AutoCloseable {
    /** What a class file's header tells; null where no class file of that name can be found. */
    @Nullable
    ClassHeader find(String internalName);

    /** Closes the files behind it, where there are any. */
    @Override
    default void close() {}

    /**
     * The header of one class file.
     *
     * @param name internal name
     * @param superName internal name of the superclass; null for {@code java/lang/Object} alone
     * @param interfaces internal names
     * @param access the access flags
     */
    record ClassHeader(String name, @Nullable String superName, List<String> interfaces, int access) {}
}
