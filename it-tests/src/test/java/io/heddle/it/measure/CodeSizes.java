package io.heddle.it.measure;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;

/** How many bytes of code each method of a class file has. ASM tells no lengths, so the attributes are walked by hand. */
final class CodeSizes {
    private final ClassReader reader;
    private final char[] buffer;
    private final Map<String, Integer> sizes = new TreeMap<>();
    private int at;

    private CodeSizes(byte[] classFile) {
        reader = new ClassReader(classFile);
        buffer = new char[reader.getMaxStringLength()];
        at = reader.header + 6;
    }

    /** By the method's name. */
    static Map<String, Integer> of(byte[] classFile) {
        var sizes = new CodeSizes(classFile);
        var interfaces = sizes.u2();
        sizes.at += 2 * interfaces;
        sizes.readMembers();
        sizes.readMembers();
        return sizes.sizes;
    }

    private void readMembers() {
        for (var count = u2(); count > 0; count--) {
            at += 2;
            var name = utf8();
            at += 2;
            readAttributes(name);
        }
    }

    private void readAttributes(String member) {
        for (var count = u2(); count > 0; count--) {
            var attribute = utf8();
            var length = reader.readInt(at);
            at += 4;
            if (attribute.equals("Code")) {
                sizes.put(member, reader.readInt(at + 4));
            }
            at += length;
        }
    }

    private int u2() {
        at += 2;
        return reader.readUnsignedShort(at - 2);
    }

    private String utf8() {
        at += 2;
        return reader.readUTF8(at - 2, buffer);
    }
}
