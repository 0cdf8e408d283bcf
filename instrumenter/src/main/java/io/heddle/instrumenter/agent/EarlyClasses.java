package io.heddle.instrumenter.agent;

import io.heddle.instrumenter.bytecode.ConstantPool;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that would have been woven if they had not been loaded before the agent. Their class files are
 * asked, as loaded classes don't show {@code @Async}, which ends with the class file; and lambdas and tests are async
 * without it.
 */
final class EarlyClasses {
    private final LoaderWeaver weaver;

    EarlyClasses(LoaderWeaver weaver) {
        this.weaver = weaver;
    }

    /** The names of those among {@code loaded}, in the order of the alphabet. */
    List<String> unwoven(Class<?>... loaded) {
        return Stream.of(loaded)
                .filter(type -> LoadTimeWeaver.isCandidate(type.getClassLoader(), internalName(type)))
                .filter(this::lacksWeaving)
                .map(Class::getName)
                .sorted()
                .toList();
    }

    /** A class loader is foreign code, and one that was closed may throw whatever it likes: the program is to start. */
    private boolean lacksWeaving(Class<?> type) {
        try {
            var classFile = classFile(type);
            return classFile != null
                    && new ConstantPool(classFile).mentions(RuntimeMembers.PACKAGE_PREFIX)
                    && weaver.weave(type.getClassLoader(), classFile).changed();
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    /** Null where there is none: arrays, hidden classes, proxies. */
    private static byte @Nullable [] classFile(Class<?> type) {
        try (var in = type.getClassLoader().getResourceAsStream(internalName(type) + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }
}
