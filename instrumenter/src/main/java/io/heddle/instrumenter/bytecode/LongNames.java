package io.heddle.instrumenter.bytecode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Cuts names that are too long. A class's name is that of a file too, and file systems take 255 bytes; methods may be
 * called by as much as 65,535. What is cut off is replaced by a digest of the whole, so that different names stay
 * different, and the same name is always cut in the same way:
 *
 * <pre>
 *   com/example/Shop$$theTotalOfAllThatWas…      com/example/Shop$$theTotal$$5d41402abc4b2a76
 * </pre>
 */
public final class LongNames {
    /** What the name of a file may have, without {@code $Frame.class}, and a bit less: some who copy files add to it. */
    private static final int LONGEST_FILE_NAME = 228;

    /** Strings of a class file take 65,535 bytes, and there are texts with a class's and a file's name beside the method's. */
    private static final int LONGEST_METHOD = 60_000;

    private static final int DIGEST_BYTES = 8;

    private LongNames() {}

    /** A class's internal name that leaves room for a suffix. */
    public static String ofClass(String internalName) {
        var simple = internalName.lastIndexOf('/') + 1;
        return internalName.substring(0, simple) + cut(internalName.substring(simple), LONGEST_FILE_NAME);
    }

    /** A method's name that leaves room for what goes around it. */
    public static String ofMethod(String name) {
        return cut(name, LONGEST_METHOD);
    }

    private static String cut(String name, int most) {
        if (prefix(name, most) == name.length()) {
            return name;
        }
        var end = "$$" + digest(name);
        return name.substring(0, prefix(name, most - end.length())) + end;
    }

    /** How many characters of {@code name} fit into so many bytes of a class file, which are no fewer than those of UTF-8. */
    private static int prefix(String name, int most) {
        var bytes = 0;
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            bytes += c != 0 && c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            if (bytes > most) {
                return i > 0 && Character.isLowSurrogate(c) ? i - 1 : i;
            }
        }
        return name.length();
    }

    private static String digest(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
