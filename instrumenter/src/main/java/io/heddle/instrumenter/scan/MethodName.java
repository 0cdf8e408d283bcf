package io.heddle.instrumenter.scan;

/**
 * What a user calls a method: {@code main}, {@code new Foo(..)}, "a lambda in {@code main}".
 *
 * @param words what comes before the code; empty for a plain method
 * @param code the part that can be found in the source
 */
record MethodName(String words, String code) {
    /** For the middle of a sentence, the code marked as such. */
    String quoted() {
        return words + "`" + code + "`";
    }

    /** Without marks. */
    String plain() {
        return words + code;
    }
}
