package io.heddle.instrumenter.diagnostic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes diagnostics as compilers write their errors, so that terminals and IDEs make a link of the place. A class file
 * tells only the simple name of its source file; the folder follows from the package.
 *
 * @param sourceRoots the folders in which the source files are looked for; may be empty
 */
public record DiagnosticFormat(List<Path> sourceRoots) {
    /** Keeps a copy of the list. */
    public DiagnosticFormat {
        sourceRoots = List.copyOf(sourceRoots);
    }

    /** As javac: {@code src/main/java/com/example/Hello.java:12: error: [HED001] …}, and the excerpt below. */
    public String asJavac(Diagnostic diagnostic) {
        var line = diagnostic.line() == 0 ? "" : ":" + diagnostic.line();
        return file(diagnostic) + line + ": error: " + text(diagnostic);
    }

    /** As Maven's compiler plugin: {@code /home/me/project/src/main/java/com/example/Hello.java:[12] [HED001] …}. */
    public String asMaven(Diagnostic diagnostic) {
        var line = diagnostic.line() == 0 ? "" : ":[" + diagnostic.line() + "]";
        return file(diagnostic) + line + " " + text(diagnostic);
    }

    private static String text(Diagnostic diagnostic) {
        var excerpt = diagnostic.excerpt() == null ? "" : "\n" + diagnostic.excerpt();
        return "[" + diagnostic.code() + "] " + diagnostic.message() + excerpt;
    }

    /** The path of the source file; where it is not at hand, the one that it has below its root, or the class. */
    private String file(Diagnostic diagnostic) {
        var className = diagnostic.className();
        if (diagnostic.sourceFile() == null) {
            return className;
        }
        var folder = className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/');
        var relative = folder + diagnostic.sourceFile();
        return sourceRoots.stream()
                .map(root -> root.resolve(relative))
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .findFirst()
                .orElse(relative);
    }
}
