package io.heddle;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, strings, numbers, booleans and nulls as JSON; everything else as the string that it prints as. */
final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    static String of(@Nullable Object value) {
        var json = new Json();
        json.add(value);
        return json.text.toString();
    }

    private void add(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            addAll(List.copyOf(map.entrySet()), "{", "}");
        } else if (value instanceof Map.Entry<?, ?> entry) {
            add(entry.getKey());
            text.append(':');
            add(entry.getValue());
        } else if (value instanceof Collection<?> list) {
            addAll(list, "[", "]");
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            addString(value.toString());
        }
    }

    private void addAll(Collection<?> values, String opening, String closing) {
        text.append(opening);
        var separator = "";
        for (var value : values) {
            text.append(separator);
            add(value);
            separator = ",";
        }
        text.append(closing);
    }

    private void addString(String string) {
        text.append('"');
        for (var i = 0; i < string.length(); i++) {
            var c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
