package io.heddle.instrumenter.bytecode;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;

/** What stands or runs just before and just after an instruction, labels and line numbers left out. */
public final class Neighbours {
    private static final int MOST_JUMPS = 8;

    private Neighbours() {}

    /** The instruction that runs just before {@code insn} and nothing else can: null where control flow may join between. */
    public static @Nullable AbstractInsnNode onlyPredecessor(AbstractInsnNode insn) {
        var previous = insn.getPrevious();
        while (previous != null && previous.getOpcode() < 0 && !(previous instanceof FrameNode)) {
            previous = previous.getPrevious();
        }
        return previous == null || previous.getOpcode() < 0 ? null : previous;
    }

    /** The instruction that runs just after {@code insn} and after nothing else: null where control flow may join between. */
    public static @Nullable AbstractInsnNode onlySuccessor(AbstractInsnNode insn) {
        var next = insn.getNext();
        while (next != null && next.getOpcode() < 0 && !(next instanceof FrameNode)) {
            next = next.getNext();
        }
        return next == null || next.getOpcode() < 0 ? null : next;
    }

    /** The instruction that stands behind {@code insn}, however it is reached, stack maps left out; null where there is none. */
    public static @Nullable AbstractInsnNode next(AbstractInsnNode insn) {
        var next = insn.getNext();
        while (next != null && next.getOpcode() < 0) {
            next = next.getNext();
        }
        return next;
    }

    /** The next instruction that does something, jumps followed; null where there is none. */
    public static @Nullable AbstractInsnNode nextEffective(AbstractInsnNode insn) {
        var next = insn.getNext();
        // A chain of jumps may be an endless loop: legal, if odd.
        for (var jumps = 0; next != null && jumps < MOST_JUMPS; next = next.getNext()) {
            if (next.getOpcode() == Opcodes.GOTO) {
                next = ((JumpInsnNode) next).label;
                jumps++;
            } else if (next.getOpcode() > Opcodes.NOP) {
                return next;
            }
        }
        return null;
    }
}
