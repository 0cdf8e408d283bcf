package io.heddle.instrumenter.diagnostic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folders in which the sources of the classes lie. A class file tells only the simple name of its source file; the
 * folder follows from the package.
 *
 * @param folders in the order in which they are searched; may be empty
 */
public record SourceRoots(List<Path> folders) {
    /** Keeps a copy of the list. */
    public SourceRoots {
        folders = List.copyOf(folders);
    }

    /** The source file of a class, where it is below one of the folders. */
    public Optional<Path> find(String className, @Nullable String sourceFile) {
        if (sourceFile == null) {
            return Optional.empty();
        }
        var relative = relative(className, sourceFile);
        return folders.stream()
                .map(folder -> folder.resolve(relative))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The source file of {@code diagnostic} for people: a path, or else the name of the class. */
    String describe(Diagnostic diagnostic) {
        var sourceFile = diagnostic.sourceFile();
        if (sourceFile == null) {
            return diagnostic.className();
        }
        return find(diagnostic.className(), sourceFile)
                .map(Path::toString)
                .orElseGet(() -> relative(diagnostic.className(), sourceFile));
    }

    private static String relative(String className, String sourceFile) {
        var folder = className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/');
        return folder + sourceFile;
    }
}
