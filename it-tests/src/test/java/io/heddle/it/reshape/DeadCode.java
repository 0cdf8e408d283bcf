package io.heddle.it.reshape;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Endless loops that nothing leads to, behind each jump that leaves nothing to fall into; where the method awaits, they
 * do too.
 *
 * <pre>
 *   areturn              areturn
 *                  dead: aconst_null; invokestatic await; pop; goto dead
 * </pre>
 */
final class DeadCode implements Reshaping.MethodForm {
    private static final Object[] NOTHING = {};

    @Override
    public void give(String owner, MethodNode method) {
        var awaits = awaits(method);
        var covered = covered(method);
        for (var insn : method.instructions.toArray()) {
            if (isEnd(insn) && !covered.contains(insn)) {
                method.instructions.insert(insn, loop(awaits));
            }
        }
    }

    private static boolean isEnd(AbstractInsnNode insn) {
        return insn.getOpcode() == Opcodes.GOTO
                || insn.getOpcode() == Opcodes.ATHROW
                || insn.getOpcode() == Opcodes.ARETURN;
    }

    private static boolean awaits(MethodNode method) {
        for (var insn : method.instructions) {
            if (insn instanceof MethodInsnNode call
                    && call.owner.equals("io/heddle/Coroutines")
                    && call.name.equals("await")) {
                return true;
            }
        }
        return false;
    }

    /** What is in a range of a handler, which may ask for locals. */
    private static Set<AbstractInsnNode> covered(MethodNode method) {
        var covered = new HashSet<AbstractInsnNode>();
        for (var block : method.tryCatchBlocks) {
            for (AbstractInsnNode insn = block.start; insn != block.end; insn = insn.getNext()) {
                covered.add(insn);
            }
        }
        return covered;
    }

    private static InsnList loop(boolean awaits) {
        var dead = new LabelNode();
        var code = new InsnList();
        code.add(dead);
        code.add(new FrameNode(Opcodes.F_NEW, 0, NOTHING, 0, NOTHING));
        code.add(new InsnNode(Opcodes.ACONST_NULL));
        if (awaits) {
            code.add(new MethodInsnNode(
                    Opcodes.INVOKESTATIC,
                    "io/heddle/Coroutines",
                    "await",
                    "(Lio/heddle/Awaitable;)Ljava/lang/Object;",
                    false));
        }
        code.add(new InsnNode(Opcodes.POP));
        code.add(new JumpInsnNode(Opcodes.GOTO, dead));
        return code;
    }
}
