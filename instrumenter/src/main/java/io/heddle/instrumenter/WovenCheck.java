package io.heddle.instrumenter;

import io.heddle.instrumenter.bytecode.ConstantPool;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What would fail as the program runs, because it was not woven, or not all of it is there any more.
 *
 * @param unwoven the names of the classes that use {@code @Async} or {@code await} and were never woven: each await in
 *     them throws
 * @param diagnostics the errors of those that were
 */
public record WovenCheck(List<String> unwoven, List<Diagnostic> diagnostics) {
    /**
     * Checks the classes of a folder or jar, in the order of their files, and behind them those of jars inside the jar. It
     * needs no class path, and changes nothing.
     *
     * @param target the folder or jar, which must exist
     * @throws InvalidClassFileException where one of the class files is not valid
     */
    public static WovenCheck of(Path target) throws IOException {
        return of(target, visitor -> {
            WeavingTarget.at(target).visitClasses(visitor);
            WeavingTarget.at(target).visitNestedClasses(visitor);
        });
    }

    /** Checks those of jars inside a jar alone, which weaving leaves as they are. */
    static WovenCheck ofNested(Path target) throws IOException {
        return of(target, visitor -> WeavingTarget.at(target).visitNestedClasses(visitor));
    }

    private static WovenCheck of(Path target, Classes classes) throws IOException {
        var names = new ArrayList<String>();
        var woven = new WovenClasses();
        classes.visit((path, classFile) -> {
            woven.visit(path, new ConstantPool(classFile));
            if (lacksWeaving(classFile, path, target)) {
                names.add(WeavingTarget.className(path));
            }
        });
        return new WovenCheck(List.copyOf(names), woven.diagnostics());
    }

    /** What is checked. */
    private interface Classes {
        void visit(WeavingTarget.ClassFileVisitor visitor) throws IOException;
    }

    private static boolean lacksWeaving(byte[] classFile, String path, Path target) throws InvalidClassFileException {
        try {
            return Pipeline.lacksWeaving(WeavingTarget.className(path), classFile);
        } catch (IllegalArgumentException e) {
            throw new InvalidClassFileException(target, path, e);
        }
    }
}
