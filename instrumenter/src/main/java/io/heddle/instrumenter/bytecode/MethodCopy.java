package io.heddle.instrumenter.bytecode;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** A deep copy of a method, so that a pass can change its own. */
public final class MethodCopy {
    private MethodCopy() {}

    /** Copies a method; instruction indexes stay the same. */
    public static MethodNode of(MethodNode method) {
        var copy = new MethodNode(
                Opcodes.ASM9,
                method.access,
                method.name,
                method.desc,
                method.signature,
                method.exceptions.toArray(new String[0]));
        method.accept(copy);
        return copy;
    }
}
