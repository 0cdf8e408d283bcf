package io.heddle.instrumenter.bytecode;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Recognises the calls of {@code Coroutines} that woven code does without. */
public final class AwaitCalls {
    private AwaitCalls() {}

    /** Whether {@code instruction} is a call of {@code await}. */
    public static boolean isAwait(AbstractInsnNode instruction) {
        return isVocabulary(instruction, RuntimeMembers.AWAIT);
    }

    /** Whether {@code instruction} is a call of {@code await} that takes a {@code CompletionStage}. */
    public static boolean isAwaitOfStage(AbstractInsnNode instruction) {
        return isAwait(instruction) && ((MethodInsnNode) instruction).desc.equals(RuntimeMembers.AWAIT_STAGE_DESC);
    }

    private static boolean isVocabulary(AbstractInsnNode instruction, String name) {
        return instruction instanceof MethodInsnNode call
                && call.getOpcode() == Opcodes.INVOKESTATIC
                && call.owner.equals(RuntimeMembers.COROUTINES)
                && call.name.equals(name);
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
