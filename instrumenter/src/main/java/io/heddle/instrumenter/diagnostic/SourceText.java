package io.heddle.instrumenter.diagnostic;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of one source file, as diagnostics show and search them. Lines are counted from 1. */
public final class SourceText {
    private static final String NO_DECLARATION_BEGINS_SO = "(?<!\\b(?:return|new|throw|else|yield|case))";

    private static final Pattern STATEMENT_ENDS = Pattern.compile("[;{}]\\s*(?://.*)?$|^\\s*$");

    private final List<String> lines;

    /** A file with this content. */
    public SourceText(String content) {
        lines = content.lines().toList();
    }

    /** The text of a line, or the empty text where the file has no such line. */
    public String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    /** The text of a line, and before it those lines above on which the same statement seems to begin. */
    public String statementUpTo(int number) {
        var statement = line(number);
        for (var above = number - 1;
                above >= 1 && !STATEMENT_ENDS.matcher(line(above)).find();
                above--) {
            statement = line(above) + "\n" + statement;
        }
        return statement;
    }

    /**
     * A line with a caret below the first occurrence of a word, or below its first character where the word is not
     * there; null where the line is empty or missing.
     */
    public @Nullable String excerpt(int number, String word) {
        var line = line(number).strip();
        if (line.isEmpty()) {
            return null;
        }
        var found = Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(line);
        var column = found.find() ? found.start() : 0;
        return line + "\n" + line.substring(0, column).replaceAll("[^\t]", " ") + "^";
    }

    /**
     * The line on which a method is declared. A class file tells the lines of bodies alone, so this is a search for what
     * looks like a declaration.
     *
     * @param name the method's name
     * @param firstLineOfBody the first line of its code, 0 where it has none
     * @return the nearest declaration above the body, or the first in the file; where there is none,
     *     {@code firstLineOfBody}
     */
    public int declarationOf(String name, int firstLineOfBody) {
        var declaration =
                Pattern.compile("[\\w>\\]]" + NO_DECLARATION_BEGINS_SO + "\\s+" + Pattern.quote(name) + "\\s*\\(");
        for (var number = firstLineOfBody; number >= 1; number--) {
            if (declaration.matcher(line(number)).find()) {
                return number;
            }
        }
        for (var number = firstLineOfBody + 1; firstLineOfBody == 0 && number <= lines.size(); number++) {
            if (declaration.matcher(line(number)).find()) {
                return number;
            }
        }
        return firstLineOfBody;
    }
}
