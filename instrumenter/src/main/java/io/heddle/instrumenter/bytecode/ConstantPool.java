package io.heddle.instrumenter.bytecode;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/**
 * The names in a class file's constant pool, read without parsing anything beyond it. Every name that a class uses
 * is there as a UTF-8 entry, so one walk over the entries tells whether the class can have to do with Heddle at all;
 * most classes have not, and the agent sees every class that is loaded.
 */
public final class ConstantPool {
    private static final int COUNT_AT = 8;
    private static final int ENTRIES_AT = 10;
    private static final int UTF8 = 1;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;

    /** Where the indexes stand that an entry consists of. */
    private static final int FIRST = 1;

    private static final int SECOND = 3;
    private static final int UTF8_HEADER = 3;
    private static final byte[] MAGIC_BYTES = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE};
    private static final int[] NOTHING = {};
    /** The entries of a class file that ends before its pool does. */
    private static final int[] CUT_OFF = {};

    private final byte[] classFile;

    /** Where the entries begin, by index; 0 where the index has none, as the second one of a long. */
    private final int[] entries;

    /**
     * A method that the class calls or refers to.
     *
     * @param owner the internal name of the class that it is looked up in; an array's descriptor
     */
    public record MethodReference(String owner, String name, String descriptor) {}

    /** Names to look for, as class files have them. */
    public static final class Names {
        private final List<byte[]> encoded;

        /** A bit for each length that one of them has: what has another length, as most have, is told by that alone. */
        private final long lengths;

        /** The names {@code names}, which must be ASCII and shorter than 64 characters. */
        public Names(String... names) {
            encoded = Stream.of(names)
                    .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                    .toList();
            lengths = encoded.stream().mapToLong(name -> 1L << name.length).reduce(0, (a, b) -> a | b);
        }

        private boolean areOf(int length) {
            return length < Long.SIZE && (lengths & 1L << length) != 0;
        }
    }

    /** Looks at {@code classFile}, which is not copied. Bytes that are no class file have an empty pool. */
    public ConstantPool(byte[] classFile) {
        this.classFile = classFile;
        this.entries = !isClassFile() ? NOTHING : classFile.length > ENTRIES_AT ? findEntries() : CUT_OFF;
    }

    /** For those who parse the class file after all. */
    ClassReader reader() {
        return new ClassReader(classFile);
    }

    /** Whether these are the first bytes of a class file, down to none at all, and not even all of its pool. */
    public boolean isCutOff() {
        return entries == CUT_OFF;
    }

    /** Whether one of the strings contains {@code text}, which must be ASCII. */
    public boolean mentions(String text) {
        var wanted = text.getBytes(StandardCharsets.US_ASCII);
        for (var entry : entries) {
            if (isUtf8(entry) && contains(entry, wanted)) {
                return true;
            }
        }
        return false;
    }

    /** All strings. */
    public Set<String> strings() {
        return IntStream.of(entries).filter(this::isUtf8).mapToObj(this::string).collect(Collectors.toSet());
    }

    /** The methods of one of these names that the class calls or refers to. */
    public List<MethodReference> methodsNamed(Names names) {
        var found = new ArrayList<MethodReference>(0);
        for (var entry : entries) {
            if (isMethod(entry) && isAny(nameOf(entry), names)) {
                found.add(method(entry));
            }
        }
        return found;
    }

    private boolean isAny(int entry, Names names) {
        var size = u2(entry + 1);
        if (names.areOf(size)) {
            for (var name : names.encoded) {
                if (size == name.length && contains(entry, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isUtf8(int entry) {
        return entry != 0 && classFile[entry] == UTF8;
    }

    private boolean isMethod(int entry) {
        return entry != 0 && (classFile[entry] == METHOD || classFile[entry] == INTERFACE_METHOD);
    }

    private MethodReference method(int entry) {
        var owner = entries[u2(entry + FIRST)];
        var nameAndType = entries[u2(entry + SECOND)];
        return new MethodReference(
                string(entries[u2(owner + FIRST)]), string(nameOf(entry)), string(entries[u2(nameAndType + SECOND)]));
    }

    private int nameOf(int method) {
        return entries[u2(entries[u2(method + SECOND)] + FIRST)];
    }

    /** Class files encode NUL, and characters beyond the BMP, in a way of their own. */
    private String string(int entry) {
        try {
            return new DataInputStream(new ByteArrayInputStream(classFile, entry + 1, classFile.length)).readUTF();
        } catch (IOException malformed) {
            return ""; // and so no name
        }
    }

    /** As far as the bytes go. */
    private boolean isClassFile() {
        var length = Math.min(classFile.length, MAGIC_BYTES.length);
        return Arrays.equals(classFile, 0, length, MAGIC_BYTES, 0, length);
    }

    private int[] findEntries() {
        var count = u2(COUNT_AT);
        var found = new int[count];
        var at = ENTRIES_AT;
        for (var index = 1; index < count; index++) {
            if (at + UTF8_HEADER > classFile.length) {
                return CUT_OFF;
            }
            found[index] = at;
            var tag = classFile[at];
            if (isLongOrDouble(tag)) {
                index++;
            }
            var size = tag == UTF8 ? UTF8_HEADER + u2(at + 1) : size(tag);
            if (size == 0) {
                return NOTHING;
            }
            at += size;
            if (at > classFile.length) {
                return CUT_OFF;
            }
        }
        return found;
    }

    private boolean contains(int entry, byte[] wanted) {
        var end = entry + UTF8_HEADER + u2(entry + 1);
        for (var at = entry + UTF8_HEADER; at <= end - wanted.length; at++) {
            // Few places have the first byte, and comparing ranges costs a call.
            if (classFile[at] == wanted[0]
                    && Arrays.equals(classFile, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    private int u2(int at) {
        return (classFile[at] & 0xFF) << 8 | (classFile[at + 1] & 0xFF);
    }

    private static boolean isLongOrDouble(int tag) {
        return tag == 5 || tag == 6;
    }

    /** The bytes of an entry with its tag (JVMS 4.4); 0 where there is no such tag. */
    private static int size(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 3;
            case 15 -> 4;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
            case 5, 6 -> 9;
            default -> 0;
        };
    }
}
