package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Recognises the calls that the transformation is about. */
public final class AwaitCalls {
    private AwaitCalls() {}

    /** Whether {@code insn} is a call of {@code Coroutines.await}. */
    public static boolean isAwait(AbstractInsnNode insn) {
        return isVocabulary(insn, RuntimeMembers.AWAIT)
                && (((MethodInsnNode) insn).desc.equals(RuntimeMembers.AWAIT_AWAITABLE_DESC) || isAwaitOfStage(insn));
    }

    /** Whether {@code insn} is a call of {@code Coroutines.await(CompletionStage)}. */
    public static boolean isAwaitOfStage(AbstractInsnNode insn) {
        return isVocabulary(insn, RuntimeMembers.AWAIT)
                && ((MethodInsnNode) insn).desc.equals(RuntimeMembers.AWAIT_STAGE_DESC);
    }

    /** Whether {@code insn} is a call of {@code Coroutines.done()} or {@code done(value)}. */
    public static boolean isDone(AbstractInsnNode insn) {
        return isVocabulary(insn, RuntimeMembers.DONE);
    }

    /** Whether the method has an await site at all. */
    public static boolean awaits(MethodNode method) {
        for (var insn : method.instructions) {
            if (isAwait(insn)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isVocabulary(AbstractInsnNode insn, String name) {
        return insn.getOpcode() == Opcodes.INVOKESTATIC
                && insn instanceof MethodInsnNode call
                && call.owner.equals(RuntimeMembers.COROUTINES)
                && call.name.equals(name);
    }

    /** The instruction that runs just before {@code insn} and nothing else can: null where control flow may join between. */
    static @Nullable AbstractInsnNode onlyPredecessor(AbstractInsnNode insn) {
        var previous = insn.getPrevious();
        while (previous != null && previous.getOpcode() < 0 && !(previous instanceof FrameNode)) {
            previous = previous.getPrevious();
        }
        return previous == null || previous.getOpcode() < 0 ? null : previous;
    }

    /** The next instruction that does something, jumps followed; null at the end of the code. */
    static @Nullable AbstractInsnNode nextEffective(AbstractInsnNode insn) {
        var next = insn.getNext();
        var jumps = 0;
        while (next != null && (next.getOpcode() < 0 || next.getOpcode() == Opcodes.GOTO)) {
            if (next.getOpcode() == Opcodes.GOTO) {
                // An endless loop of jumps is legal, if odd.
                if (++jumps > MOST_JUMPS) {
                    return null;
                }
                next = ((JumpInsnNode) next).label;
            }
            next = next.getNext();
        }
        return next;
    }

    private static final int MOST_JUMPS = 8;
}
