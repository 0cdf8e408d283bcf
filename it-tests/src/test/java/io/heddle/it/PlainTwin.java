package io.heddle.it;

/**
 * Makes the text of an async program that of its plain twin, line by line:
 *
 * <pre>
 *   &#64;Async static Coroutine&lt;Integer&gt; total(int id) {      static Integer total(int id) {
 *       return done(await(price(id)) + 1);                      return done(await(price(id)) + 1);
 * </pre>
 *
 * <p>where {@code await} and {@code done} are those of {@link PlainCoroutines} and give back what they get. So a tool can
 * be asked about both, and must say the same.
 */
final class PlainTwin {
    private static final String TYPE = "Coroutine<";

    private PlainTwin() {}

    static String of(String source) {
        return withoutCoroutines(source)
                .replaceAll("import io\\.heddle\\.(Async|Coroutine);", "")
                .replace("import static io.heddle.Coroutines.", "import static io.heddle.it.PlainCoroutines.")
                .replace("@Async", "");
    }

    /** {@code Coroutine<T>} becomes {@code T}. */
    private static String withoutCoroutines(String source) {
        var text = new StringBuilder(source);
        for (var start = text.indexOf(TYPE); start >= 0; start = text.indexOf(TYPE, start)) {
            var argument = start + TYPE.length();
            var end = closingBracket(text, argument);
            text.replace(start, end + 1, text.substring(argument, end));
        }
        return text.toString();
    }

    private static int closingBracket(CharSequence text, int from) {
        var depth = 1;
        for (var i = from; ; i++) {
            switch (text.charAt(i)) {
                case '<' -> depth++;
                case '>' -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return i;
            }
        }
    }
}
