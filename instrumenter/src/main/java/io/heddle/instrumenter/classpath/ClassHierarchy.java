package io.heddle.instrumenter.classpath;

import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Class files by internal name, and what they say of their supertypes. Never loads a class. What is there and can't be read
 * is an {@link UncheckedIOException}, whose cause has a message for users.
 */
public interface ClassHierarchy extends AutoCloseable {
    /** What a class file's header tells; null where no class file of that name can be found. */
    @Nullable
    ClassHeader find(String internalName);

    /** The class file itself; null where none of that name can be found, as in a hierarchy that has no files. */
    default byte @Nullable [] read(String internalName) {
        return null;
    }

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
