package io.heddle.maven;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Selects class files by patterns as Maven's users know them from other plugins: {@code *} and {@code ?} stay within a
 * folder, <code>**</code> is any number of folders, and a pattern that ends in a slash means everything below.
 */
final class ClassPatterns implements Predicate<String> {
    private final List<Pattern> includes;
    private final List<Pattern> excludes;

    /** Selects what one of {@code includes} matches, or everything if there is none, but not what {@code excludes} match. */
    ClassPatterns(List<String> includes, List<String> excludes) {
        this.includes = includes.stream().map(ClassPatterns::compile).toList();
        this.excludes = excludes.stream().map(ClassPatterns::compile).toList();
    }

    @Override
    public boolean test(String path) {
        return (includes.isEmpty() || anyMatches(includes, path)) && !anyMatches(excludes, path);
    }

    private static boolean anyMatches(List<Pattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static Pattern compile(String pattern) {
        var whole = pattern.endsWith("/") ? pattern + "**" : pattern;
        var regex = new StringBuilder();
        for (var at = 0; at < whole.length(); ) {
            if (whole.startsWith("**/", at)) {
                regex.append("(?:[^/]+/)*");
                at += 3;
            } else if (whole.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
            } else {
                regex.append(oneCharacter(whole.charAt(at)));
                at++;
            }
        }
        return Pattern.compile(regex.toString());
    }

    private static String oneCharacter(char c) {
        return switch (c) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            default -> Pattern.quote(String.valueOf(c));
        };
    }
}
