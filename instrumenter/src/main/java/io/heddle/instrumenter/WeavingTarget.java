package io.heddle.instrumenter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where classes to weave lie, and where the woven ones are put back: a folder or a jar. */
sealed interface WeavingTarget permits ClassFolder, ClassArchive {
    /** The suffix of the files that are looked at. */
    String CLASS_SUFFIX = ".class";

    /** What stands between the path of a jar inside a jar and that of a class file in it. */
    String INSIDE = "!/";

    /** The target at {@code path}, which must exist. */
    static WeavingTarget at(Path path) {
        return Files.isDirectory(path) ? new ClassFolder(path) : new ClassArchive(path);
    }

    /** The binary name that the path of a class file stands for; in a jar inside a jar, {@code p.A of lib/a.jar}. */
    static String className(String path) {
        var inside = path.indexOf(INSIDE);
        if (inside >= 0) {
            return className(path.substring(inside + INSIDE.length())) + " of " + path.substring(0, inside);
        }
        return path.substring(0, path.length() - CLASS_SUFFIX.length()).replace('/', '.');
    }

    /** The path of the class {@code name}, of the same package as the one at {@code path}. */
    static String sibling(String path, String name) {
        var folder = path.substring(0, path.lastIndexOf('/') + 1);
        return folder + name.substring(name.lastIndexOf('/') + 1) + CLASS_SUFFIX;
    }

    /** The folder or jar itself. */
    Path path();

    /** Shows every class file to {@code visitor}, in the same order each time. */
    void visitClasses(ClassFileVisitor visitor) throws IOException;

    /** Shows those in jars inside a jar, which can't be changed. */
    default void visitNestedClasses(ClassFileVisitor visitor) throws IOException {}

    /** Makes the changes, of which there is at least one. */
    void apply(TargetChanges changes) throws IOException;

    /** Sees one class file. */
    interface ClassFileVisitor {
        /**
         * Called once for each class file.
         *
         * @param path relative to the target, separated by slashes; in a jar the name of the entry
         * @param classFile its bytes
         */
        void visit(String path, byte[] classFile) throws IOException;
    }
}
