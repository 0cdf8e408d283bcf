package io.heddle.instrumenter.diagnostic;

/**
 * Writes diagnostics as compilers write their errors, so that terminals and IDEs make a link of the place: the source
 * line with its caret, the reason and the remedy follow the first line.
 *
 * @param sources where the files are that the place names
 */
public record DiagnosticFormat(SourceRoots sources) {
    /** As javac: {@code src/main/java/com/example/Hello.java:12: error: [HED001] …}. */
    public String asJavac(Diagnostic diagnostic) {
        var line = diagnostic.line() == 0 ? "" : ":" + diagnostic.line();
        return sources.describe(diagnostic) + line + ": error: " + diagnostic.text();
    }

    /** As Maven's compiler plugin: {@code /home/me/project/src/main/java/com/example/Hello.java:[12] [HED001] …}. */
    public String asMaven(Diagnostic diagnostic) {
        var line = diagnostic.line() == 0 ? "" : ":[" + diagnostic.line() + "]";
        return sources.describe(diagnostic) + line + " " + diagnostic.text();
    }
}
