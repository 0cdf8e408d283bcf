package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import java.nio.charset.StandardCharsets;

/**
 * The cheap question that comes first: does the constant pool of this class file mention Heddle? Most classes of a run
 * don't, and those are left as they are without being parsed any further. A name in a string constant counts too; it
 * costs a parse that finds nothing.
 */
public final class ConstantPoolProbe {
    private static final byte[] NEEDLE = RuntimeMembers.PACKAGE_PREFIX.getBytes(StandardCharsets.US_ASCII);
    private static final int POOL_COUNT_OFFSET = 8;
    private static final int FIRST_ENTRY_OFFSET = 10;

    private ConstantPoolProbe() {}

    /** Whether {@code classFile} mentions the runtime; false also for bytes that are no class file. */
    public static boolean mentionsHeddle(byte[] classFile) {
        if (classFile.length < FIRST_ENTRY_OFFSET) {
            return false;
        }
        var count = unsignedShort(classFile, POOL_COUNT_OFFSET);
        var offset = FIRST_ENTRY_OFFSET;
        for (var index = 1; index < count && offset + 2 < classFile.length; index++) {
            var tag = classFile[offset++];
            switch (tag) {
                case 1 -> {
                    var end = offset + 2 + unsignedShort(classFile, offset);
                    if (contains(classFile, offset + 2, Math.min(end, classFile.length))) {
                        return true;
                    }
                    offset = end;
                }
                case 5, 6 -> {
                    offset += 8;
                    index++;
                }
                case 3, 4, 9, 10, 11, 12, 17, 18 -> offset += 4;
                case 15 -> offset += 3;
                case 7, 8, 16, 19, 20 -> offset += 2;
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean contains(byte[] bytes, int from, int to) {
        for (var start = from; start <= to - NEEDLE.length; start++) {
            var matched = 0;
            while (matched < NEEDLE.length && bytes[start + matched] == NEEDLE[matched]) {
                matched++;
            }
            if (matched == NEEDLE.length) {
                return true;
            }
        }
        return false;
    }

    private static int unsignedShort(byte[] bytes, int offset) {
        return (bytes[offset] & 0xff) << 8 | (bytes[offset + 1] & 0xff);
    }
}
