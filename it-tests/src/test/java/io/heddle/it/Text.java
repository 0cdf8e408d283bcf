package io.heddle.it;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values and exceptions as text that is the same in every run: classes of targets are loaded anew each time, so nothing
 * can be compared as objects. The type is part of it: {@code 1} and {@code 1L} must not be mistaken for each other.
 */
final class Text {
    /** What {@code Object.toString} writes of an array or of a lambda. */
    private static final Pattern IDENTITY = Pattern.compile("(\\[+\\S+|\\S+\\$\\$Lambda\\S+)@[0-9a-f]+");

    private Text() {}

    static String of(@Nullable Object value) {
        if (value instanceof String text) {
            return IDENTITY.matcher(text).replaceAll("some object");
        }
        if (value == null || value instanceof Integer || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof Throwable thrown) {
            return head(thrown);
        }
        var type = value.getClass();
        if (type.isHidden()) {
            return "lambda";
        }
        if (type.isArray()) {
            var elements = new StringJoiner(", ", type.getComponentType().getSimpleName() + "[", "]");
            for (var i = 0; i < Array.getLength(value); i++) {
                elements.add(of(Array.get(value, i)));
            }
            return elements.toString();
        }
        var text = value.toString();
        var hasText = !text.equals(type.getName() + '@' + Integer.toHexString(System.identityHashCode(value)));
        return type.getSimpleName() + (hasText ? ' ' + text : "");
    }

    /** The exception with its suppressed exceptions and causes, a line each, indented. */
    static List<String> tree(Throwable thrown) {
        var lines = new ArrayList<String>();
        tree(thrown, "! ", 0, Collections.newSetFromMap(new IdentityHashMap<>()), lines);
        return lines;
    }

    private static void tree(Throwable thrown, String role, int depth, Set<Throwable> seen, List<String> lines) {
        lines.add("  ".repeat(depth) + role + head(thrown));
        if (!seen.add(thrown)) {
            return;
        }
        for (var suppressed : thrown.getSuppressed()) {
            tree(suppressed, "suppressed ", depth + 1, seen, lines);
        }
        var cause = thrown.getCause();
        if (cause != null) {
            tree(cause, "cause ", depth + 1, seen, lines);
        }
    }

    /** Type and message; but a message in which the JVM spells local slots or class loaders is left out. */
    private static String head(Throwable thrown) {
        var type = thrown.getClass();
        var spelledByJvm = type == NullPointerException.class || type == ClassCastException.class;
        return type.getName() + (spelledByJvm || thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
    }
}
