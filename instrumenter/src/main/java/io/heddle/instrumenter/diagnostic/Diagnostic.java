package io.heddle.instrumenter.diagnostic;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One error of the user's, with its place.
 *
 * @param code the stable code
 * @param className the binary name of the class
 * @param method the method's name as the user wrote it; null where it concerns the whole class
 * @param sourceFile the file's simple name, as the class file tells it; null where it doesn't
 * @param line the line, or 0 where the class file has no line numbers
 * @param message what is wrong, why, and what to write instead, a line each
 * @param excerpt the source line with a caret below; null where the source is not at hand
 */
public record Diagnostic(
        DiagnosticCode code,
        String className,
        @Nullable String method,
        @Nullable String sourceFile,
        int line,
        String message,
        @Nullable String excerpt) {

    /**
     * The error without its place, which {@link DiagnosticFormat} puts in front of it:
     *
     * <pre>
     * [HED001] what is wrong
     *     await(sleep(delay));
     *     ^
     *   why
     *   what to write instead
     * </pre>
     */
    public String text() {
        var lines = message.lines().toList();
        var source = excerpt == null
                ? ""
                : excerpt.lines().map(line -> "\n    " + line).collect(Collectors.joining());
        var reasons = lines.stream().skip(1).map(line -> "\n  " + line).collect(Collectors.joining());
        return "[" + code + "] " + lines.get(0) + source + reasons;
    }
}
