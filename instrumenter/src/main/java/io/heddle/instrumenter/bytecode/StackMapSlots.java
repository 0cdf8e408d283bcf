package io.heddle.instrumenter.bytecode;

import java.util.List;
import org.objectweb.asm.Opcodes;

/** The slots that a stack map's entries stand for: a long or a double is one entry and takes two. */
public final class StackMapSlots {
    private StackMapSlots() {}

    /** How many slots {@code entry} takes. */
    public static int of(Object entry) {
        return entry.equals(Opcodes.LONG) || entry.equals(Opcodes.DOUBLE) ? 2 : 1;
    }

    /** How many slots all of the {@code entries} take. */
    public static int of(List<Object> entries) {
        var slots = 0;
        for (var entry : entries) {
            slots += of(entry);
        }
        return slots;
    }
}
