package io.heddle.instrumenter.bytecode;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Recognises the call {@code Coroutines.await(..)}, of whichever argument type. */
public final class AwaitCalls {
    private AwaitCalls() {}

    /** Whether {@code instruction} is a call of {@code await}. */
    public static boolean isAwait(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && call.getOpcode() == Opcodes.INVOKESTATIC
                && call.owner.equals(RuntimeMembers.COROUTINES)
                && call.name.equals(RuntimeMembers.AWAIT);
    }

    /** Whether there is one in {@code method}. */
    public static boolean in(MethodNode method) {
        for (var instruction : method.instructions) {
            if (isAwait(instruction)) {
                return true;
            }
        }
        return false;
    }
}
