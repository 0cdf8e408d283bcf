package io.heddle.instrumenter.classpath;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One place in which class files are looked for: a folder, a jar, or the JDK. Thread-safe. */
interface ClassPathEntry extends AutoCloseable {
    /** The bytes of a class file; null where this place has none of that name. */
    byte @Nullable [] read(String internalName) throws IOException;

    /** Closes the file behind it; there is none for most. */
    @Override
    default void close() throws IOException {}
}
