package io.heddle.instrumenter.bytecode;

/**
 * Spells names of methods such that files can be called by them anywhere: a JVM in the POSIX locale makes no file whose
 * name isn't ASCII, and Windows leaves out some more that Kotlin's and Scala's methods may have.
 *
 * <pre>
 *   größe      gr$u00f6$u00dfe
 *   is it?     is it$u003f
 * </pre>
 *
 * <p>A method may be called as another one is spelled; who gives names has to see to that.
 */
public final class PortableNames {
    private static final String NOT_ON_WINDOWS = "\"*:<>?\\|";

    private PortableNames() {}

    /** The spelling of {@code name}: itself, where it can be. */
    public static String of(String name) {
        var spelled = new StringBuilder();
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (c >= ' ' && c < 0x7F && NOT_ON_WINDOWS.indexOf(c) < 0) {
                spelled.append(c);
            } else {
                spelled.append("$u").append(String.format("%04x", (int) c));
            }
        }
        return spelled.toString();
    }
}
